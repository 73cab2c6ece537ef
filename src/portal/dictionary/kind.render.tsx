// The dictionary's page of one kind of record: its rules, its fields, its code lists.
import type { CatalogueItem } from '../../catalogue/item.model.js';
import { addressIn, type Language, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { FactList } from '../parts/fact-list.render.js';
import { Day } from '../parts/text.render.js';
import { Weight } from '../record/record-card.render.js';
import { Basis } from './basis.render.js';
import { CodeLists } from './code-lists.render.js';
import { dictionaryWords } from './dictionary.words.js';
import { FieldTable } from './field-table.render.js';
import { labelOf, writtenTimeliness } from './item-summary.policy.js';

interface KindProperties {
  readonly item: CatalogueItem;
  readonly language: Language;
}

/** Everything that the catalogue says of a kind of record. */
export function KindPage({ frame, item }: { readonly frame: Frame; readonly item: CatalogueItem }) {
  const { language } = frame;
  const words = wordsIn(dictionaryWords, language);
  return (
    <Layout frame={frame} title={`${item.title[language]} · ${words.title}`}>
      <p class="eyebrow">
        <a href={addressIn(language, '/dictionary')}>{words.title}</a>
      </p>
      <h1 class="page-title">{item.title[language]}</h1>
      <p class="record__kind kind__weight">
        <Weight polarity={item.polarity} language={language} />
      </p>
      <Rules item={item} language={language} />
      <Publication item={item} language={language} />
      <section class="section" aria-labelledby="basis">
        <h2 id="basis">{words.legalBasis}</h2>
        {[...item.legalBasis, item.timeliness.basis].map((basis, index) => (
          <Basis key={index} basis={basis} language={language} />
        ))}
      </section>
      <FieldTable item={item} language={language} />
      <CodeLists item={item} language={language} />
    </Layout>
  );
}

function Rules({ item, language }: KindProperties) {
  const words = wordsIn(dictionaryWords, language);
  const key = item.naturalKey.map((code) => labelOf(item, code, language));
  return (
    <div class="panel section">
      <FactList
        facts={[
          [words.producer, item.producer[language]],
          [words.frequency, item.frequency[language]],
          [words.timeliness, writtenTimeliness(item, language)],
          [words.naturalKey, key.join(' + ')],
          [words.layer, words[item.layer]],
          [words.from, <Day day={item.from} language={language} />],
          [words.until, item.until && <Day day={item.until} language={language} />],
          [words.kind, <span class="identifier">{item.kind}</span>],
        ]}
      />
      <p class="downloads">
        <a class="download" href={`/api/v1/catalogue/${item.kind}/template`}>
          {words.template}
        </a>
        <a class="download" href={`/api/v1/catalogue/${item.kind}/schema`}>
          {words.schema}
        </a>
      </p>
    </div>
  );
}

function Publication({ item, language }: KindProperties) {
  const words = wordsIn(dictionaryWords, language);
  const { published, except, reason, basis } = item.publication;
  return (
    <section class="section" aria-labelledby="publication">
      <h2 id="publication">{words.publication}</h2>
      <p>
        <strong>{published ? words.published : words.unpublished}</strong>
        {reason && <> {reason[language]}</>}
      </p>
      {basis && <Basis basis={basis} language={language} />}
      {except.length > 0 && <h3 class="minor">{words.exceptions}</h3>}
      {except.map((exception) => (
        <div key={exception.reason.en} class="exception">
          <p>{exception.reason[language]}</p>
          <Basis basis={exception.basis} language={language} />
        </div>
      ))}
    </section>
  );
}
