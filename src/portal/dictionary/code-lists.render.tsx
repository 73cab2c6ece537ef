// The code lists of a kind of record: which values a field may have, and what they mean.
import type { CatalogueItem, CodeValue } from '../../catalogue/item.model.js';
import { type Language, wordsIn } from '../language.js';
import { Chinese } from '../parts/text.render.js';
import { Basis } from './basis.render.js';
import { dictionaryWords } from './dictionary.words.js';

interface CodeListsProperties {
  readonly item: CatalogueItem;
  readonly language: Language;
}

/** Each code list with its basis. */
export function CodeLists({ item, language }: CodeListsProperties) {
  const words = wordsIn(dictionaryWords, language);
  const lists = Object.entries(item.codeLists);
  if (lists.length === 0) return null;
  return (
    <section class="section" aria-labelledby="code-lists">
      <h2 id="code-lists">{words.codeLists}</h2>
      {lists.map(([name, list]) => (
        <section key={name} class="code-list" aria-labelledby={`list-${name}`}>
          <h3 id={`list-${name}`}>{list.title[language]}</h3>
          <Basis basis={list.basis} language={language} />
          <table class="pairs pairs--codes">
            <thead>
              <tr>
                <th scope="col">{words.code}</th>
                <th scope="col">{words.meaning}</th>
              </tr>
            </thead>
            <tbody>
              {list.values.map((value) => (
                <CodeRow key={value.code} value={value} language={language} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </section>
  );
}

function CodeRow({ value, language }: { readonly value: CodeValue; readonly language: Language }) {
  const words = wordsIn(dictionaryWords, language);
  return (
    <tr>
      <th scope="row">
        <Chinese language={language}>{value.code}</Chinese>
      </th>
      <td>
        {value.label[language]}
        {value.aliases.length > 0 && (
          <span class="field-detail">
            {words.aliases}
            <Chinese language={language}>{value.aliases.join('、')}</Chinese>
          </span>
        )}
        {value.openText && <span class="field-detail">{words.openText}</span>}
        {value.personsOnly && <span class="field-detail">{words.personsOnly}</span>}
      </td>
    </tr>
  );
}
