// The fields of a kind of record: a table on wide screens, a block for each field on narrow ones.
import type { CatalogueItem, FieldSpec } from '../../catalogue/item.model.js';
import { fillTemplate } from '../../kernel/errors.js';
import { type Language, wordsIn } from '../language.js';
import { Chinese } from '../parts/text.render.js';
import { dictionaryWords } from './dictionary.words.js';
import { writtenForm, writtenNeed } from './item-summary.policy.js';

interface FieldTableProperties {
  readonly item: CatalogueItem;
  readonly language: Language;
}

/** Every field, in the order of the template. The roles keep it a table for readers aloud when it is stacked. */
export function FieldTable({ item, language }: FieldTableProperties) {
  const words = wordsIn(dictionaryWords, language);
  const headings = [words.field, words.form, words.need, words.shown, words.kept];
  return (
    <section class="section" aria-labelledby="fields">
      <h2 id="fields">
        {words.fields} <span class="quiet">{item.fields.length}</span>
      </h2>
      <p class="section__lead">{words.partsNote}</p>
      <table class="stacked field-table" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {headings.map((heading) => (
              <th key={heading} scope="col" role="columnheader">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {item.fields.map((field) => (
            <FieldRow key={field.code} item={item} field={field} language={language} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FieldRow({ item, field, language }: FieldTableProperties & { readonly field: FieldSpec }) {
  const words = wordsIn(dictionaryWords, language);
  return (
    <tr role="row" id={`field-${field.code}`} class={`field-row field-row--${field.part}`}>
      <th scope="row" role="rowheader">
        <FieldName field={field} language={language} />
      </th>
      <td role="cell">
        <Label>{words.form}</Label>
        <span>
          {writtenForm(field, language)}
          {field.codeList && (
            <>
              {' '}
              <a href={`#list-${field.codeList}`}>{words.list}</a>
            </>
          )}
        </span>
      </td>
      <td role="cell">
        <Label>{words.need}</Label>
        <span>{writtenNeed(item, field, language)}</span>
      </td>
      <td role="cell">
        <Label>{words.shown}</Label>
        <span>{words[field.disclosure]}</span>
      </td>
      <td role="cell">
        <Label>{words.kept}</Label>
        <span>{words[field.part]}</span>
      </td>
    </tr>
  );
}

function FieldName({
  field,
  language,
}: {
  readonly field: FieldSpec;
  readonly language: Language;
}) {
  const words = wordsIn(dictionaryWords, language);
  return (
    <>
      <span class="field-name">{field.label[language]}</span>
      <span class="identifier quiet">{field.code}</span>
      {field.aliases.length > 0 && (
        <span class="field-detail">
          {words.aliases}
          <Chinese language={language}>{field.aliases.join('、')}</Chinese>
        </span>
      )}
      {field.example && (
        <span class="field-detail">
          {words.example}
          <Chinese language={language}>{field.example}</Chinese>
        </span>
      )}
      {field.note && <span class="field-detail">{field.note[language]}</span>}
      {field.addedBy && (
        <span class="field-detail">
          {fillTemplate(words.addedBy, { layer: words[field.addedBy] })}
        </span>
      )}
    </>
  );
}

// Stands before a value where the table is stacked and its header is out of sight.
function Label({ children }: { readonly children: string }) {
  return (
    <span class="cell-label" aria-hidden="true">
      {children}
    </span>
  );
}
