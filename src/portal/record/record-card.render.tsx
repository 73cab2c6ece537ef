// A record as a card: in the list of an organisation's page and on its own page.
import type { PublicRecord } from '../../disclosure/credit-file.model.js';
import { addressIn, type Language, wordsIn } from '../language.js';
import { Chinese, Day } from '../parts/text.render.js';
import { FieldList, hasMask } from './field-list.render.js';
import { recordWords } from './record.words.js';
import { Source } from './source.render.js';

interface RecordCardProperties {
  readonly language: Language;
  readonly record: PublicRecord;
  /** The record's own page: heading of the first rank, whole texts, source open. */
  readonly alone?: boolean;
  /** Codes of fields that the page shows elsewhere already. */
  readonly shownElsewhere?: ReadonlySet<string>;
}

/** Kind and weight, decision number, agency and day first; then every public field; then the source. */
export function RecordCard({
  language,
  record,
  alone = false,
  shownElsewhere,
}: RecordCardProperties) {
  const words = wordsIn(recordWords, language);
  const heading = record.decisionNumber ? (
    <Chinese language={language}>{record.decisionNumber}</Chinese>
  ) : (
    record.kindTitle[language]
  );
  const fields = record.fields.filter((field) => !shownElsewhere?.has(field.code));
  return (
    <article class={`record record--${record.polarity}`} aria-labelledby={`r-${record.recordId}`}>
      <header class="record__head">
        <p class="record__kind">
          <Weight polarity={record.polarity} language={language} />
          {record.decisionNumber && <span>{record.kindTitle[language]}</span>}
        </p>
        {alone ? (
          <h1 class="record__number" id={`r-${record.recordId}`}>
            {heading}
          </h1>
        ) : (
          <h3 class="record__number" id={`r-${record.recordId}`}>
            <a href={addressIn(language, `/records/${record.recordId}`)}>{heading}</a>
          </h3>
        )}
        <p class="record__by">
          {record.agencyName && <Chinese language={language}>{record.agencyName}</Chinese>}
          {record.agencyName && <span class="separator" aria-hidden="true" />}
          <Day day={record.decidedOn} language={language} />
        </p>
      </header>
      {fields.length > 0 && (
        <FieldList
          language={language}
          fields={fields}
          {...(alone ? {} : { cutFor: record.recordId })}
        />
      )}
      {fields.some((field) => field.text === null) && (
        <p class="record__note">{words.redactedNote}</p>
      )}
      {hasMask(fields) && <p class="record__note">{words.maskedNote}</p>}
      <Source language={language} recordId={record.recordId} source={record.source} open={alone} />
    </article>
  );
}

/** Whether a record counts against or for its subject: said in a word, and drawn as a shape of its own. */
export function Weight({
  polarity,
  language,
}: {
  readonly polarity: PublicRecord['polarity'];
  readonly language: Language;
}) {
  return (
    <span class={`weight weight--${polarity}`}>
      <svg viewBox="0 0 14 14" width="13" height="13" aria-hidden="true" focusable="false">
        {polarity === 'adverse' && <path d="M1 1.8h12L7 13z" />}
        {polarity === 'favourable' && <circle cx="7" cy="7" r="6" />}
        {polarity === 'neutral' && (
          <rect class="weight__hollow" x="2" y="2" width="10" height="10" />
        )}
      </svg>
      {recordWords[polarity][language]}
    </span>
  );
}
