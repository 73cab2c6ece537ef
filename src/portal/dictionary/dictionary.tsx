// Shows the data dictionary: today's catalogue, and one kind of it.
import { dayInShanghai } from '../../kernel/time.js';
import type { Show } from '../page-request.model.js';
import { DictionaryPage } from './dictionary.render.js';
import { KindPage } from './kind.render.js';

/** All kinds of record of today's catalogue. */
export const showDictionary: Show = async (context, { frame }) => {
  const day = dayInShanghai(context.clock.now());
  return {
    page: <DictionaryPage frame={frame} day={day} items={context.catalogue.itemsOn(day)} />,
  };
};

/** One kind of record of today's catalogue. */
export const showKind: Show = async (context, { frame, path }) => {
  const day = dayInShanghai(context.clock.now());
  return { page: <KindPage frame={frame} item={context.catalogue.get(path['kind'] ?? '', day)} /> };
};
