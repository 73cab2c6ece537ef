// The data dictionary: every kind of record that may be collected.
import type { CatalogueItem } from '../../catalogue/item.model.js';
import { fillTemplate } from '../../kernel/errors.js';
import type { IsoDay } from '../../kernel/time.js';
import { addressIn, type Language, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { FactList } from '../parts/fact-list.render.js';
import { Weight } from '../record/record-card.render.js';
import { writtenDay } from '../written.js';
import { dictionaryWords } from './dictionary.words.js';
import { writtenTimeliness } from './item-summary.policy.js';

interface DictionaryProperties {
  readonly frame: Frame;
  readonly day: IsoDay;
  readonly items: readonly CatalogueItem[];
}

/** The kinds of record of a day's catalogue. */
export function DictionaryPage({ frame, day, items }: DictionaryProperties) {
  const { language } = frame;
  const words = wordsIn(dictionaryWords, language);
  return (
    <Layout frame={frame} title={words.title} description={words.lead}>
      <h1 class="page-title">{words.title}</h1>
      <p class="page-lead">{words.lead}</p>
      <section class="section" aria-labelledby="kinds">
        <h2 id="kinds">{fillTemplate(words.asOf, { day: writtenDay(day, language) })}</h2>
        <ul class="kinds">
          {items.map((item) => (
            <Kind key={item.kind} item={item} language={language} />
          ))}
        </ul>
      </section>
    </Layout>
  );
}

function Kind({ item, language }: { readonly item: CatalogueItem; readonly language: Language }) {
  const words = wordsIn(dictionaryWords, language);
  const publicFields = item.fields.filter((field) => field.disclosure === 'public').length;
  return (
    <li class="panel kind">
      <p class="record__kind">
        <Weight polarity={item.polarity} language={language} />
        <span class="identifier quiet">{item.kind}</span>
      </p>
      <h3>
        <a href={addressIn(language, `/dictionary/${item.kind}`)}>{item.title[language]}</a>
      </h3>
      <p>
        {fillTemplate(words.fieldCount, { count: item.fields.length })}
        <span class="separator" aria-hidden="true" />
        {fillTemplate(words.publicCount, { count: publicFields })}
      </p>
      <FactList
        facts={[
          [words.producer, item.producer[language]],
          [words.frequency, item.frequency[language]],
          [words.timeliness, writtenTimeliness(item, language)],
        ]}
      />
    </li>
  );
}
