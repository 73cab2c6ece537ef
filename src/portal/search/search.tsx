// Shows what a search found.
import { searchCharacters, searchOrganisations } from '../../disclosure/search.js';
import type { Context } from '../../http/context.js';
import { Refusal } from '../../kernel/errors.js';
import type { Show } from '../page-request.model.js';
import { type SearchOutcome, SearchResultsPage } from './search.render.js';

const hitsOnPage = 20;

/** The search page for `?q=`. A text that is too short gets a page that says so, not an error. */
export const showSearch: Show = async (context, { frame, query }) => {
  const text = (query['q'] ?? '').trim().slice(0, searchCharacters.most * 2);
  const outcome = await search(context, text, query['after']);
  return { page: <SearchResultsPage frame={frame} outcome={outcome} /> };
};

async function search(
  context: Context,
  text: string,
  after: string | undefined,
): Promise<SearchOutcome> {
  if (text === '') return { is: 'start' };
  try {
    const page = await searchOrganisations(context, text, { limit: hitsOnPage, after });
    return { is: 'found', text, page, continued: after !== undefined };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'disclosure.search_too_short') {
      return { is: 'short', text };
    }
    throw error;
  }
}
