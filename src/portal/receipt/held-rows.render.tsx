// The rows of a receipt that wait for a person, each with the organisations it may be about.
import type { Receipt } from '../../intake/receipt.js';
import { type Language, wordsIn } from '../language.js';
import { UsccText } from '../parts/text.render.js';
import { receiptWords } from './receipt.words.js';

interface HeldRowsProperties {
  readonly language: Language;
  readonly held: Receipt['held'];
}

/** Line by line; why it is held stands among the findings. */
export function HeldRows({ language, held }: HeldRowsProperties) {
  const words = wordsIn(receiptWords, language);
  return (
    <section class="section" aria-labelledby="held">
      <h2 id="held">{words.heldRows}</h2>
      <p class="section__lead">{words.heldLead}</p>
      <table class="held">
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">{words.reason}</th>
            <th scope="col">{words.candidates}</th>
          </tr>
        </thead>
        <tbody>
          {held.map((row) => (
            <tr key={row.line}>
              <td>{row.line}</td>
              <td class="identifier">{row.code}</td>
              <td>
                {row.candidates.length === 0 && <span class="quiet">{words.none}</span>}
                {row.candidates.map((candidate) => (
                  <p key={`${candidate.uscc}${candidate.name}`}>
                    <span lang="zh-CN">{candidate.name}</span>{' '}
                    {candidate.uscc && <UsccText uscc={candidate.uscc} />}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
