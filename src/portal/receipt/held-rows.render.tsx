// The rows of a receipt that wait for a person, each with the organisations it may be about.
import type { Receipt } from '../../intake/receipt.js';
import { fillTemplate } from '../../kernel/errors.js';
import { type Language, wordsIn } from '../language.js';
import { UsccText } from '../parts/text.render.js';
import { writtenCount } from '../written.js';
import { receiptWords } from './receipt.words.js';

interface HeldRowsProperties {
  readonly language: Language;
  readonly receipt: Pick<Receipt, 'held' | 'rows'>;
}

/** Line by line; why a row is held stands among the findings. */
export function HeldRows({ language, receipt }: HeldRowsProperties) {
  const { held, rows } = receipt;
  const words = wordsIn(receiptWords, language);
  return (
    <section class="section" aria-labelledby="held">
      <h2 id="held">{words.heldRows}</h2>
      <p class="section__lead">{words.heldLead}</p>
      {rows.held > held.length && (
        <p>
          {fillTemplate(words.heldPart, {
            total: writtenCount(rows.held, language),
            shown: writtenCount(held.length, language),
          })}
        </p>
      )}
      <dl class="held">
        {held.map((row) => (
          <div key={row.line}>
            <dt>{fillTemplate(words.heldLine, { line: writtenCount(row.line, language) })}</dt>
            {row.candidates.length === 0 && <dd class="quiet">{words.none}</dd>}
            {row.candidates.map((candidate) => (
              <dd key={`${candidate.uscc}${candidate.name}`}>
                <span lang="zh-CN">{candidate.name}</span>{' '}
                {candidate.uscc && <UsccText uscc={candidate.uscc} />}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
