// The findings of a receipt, line by line, in both languages.
import type { ShownFinding } from '../../intake/receipt.js';
import { fillTemplate } from '../../kernel/errors.js';
import { type Language, languageTag, wordsIn } from '../language.js';
import { writtenCount } from '../written.js';
import { receiptWords } from './receipt.words.js';

/** The findings that one page shows. */
export interface FindingsPart {
  readonly findings: readonly ShownFinding[];
  /** Number of the first one, from 1. */
  readonly from: number;
  /** How many there are in all. */
  readonly total: number;
}

interface FindingsProperties {
  readonly language: Language;
  readonly part: FindingsPart;
  /** Of the receipt, with its check code. */
  readonly address: string;
}

/** A table on wide screens; on narrow ones each finding is a block. The roles keep it a table for readers aloud. */
export function FindingsTable({ language, part, address }: FindingsProperties) {
  const words = wordsIn(receiptWords, language);
  const { findings, from, total } = part;
  if (total === 0) {
    return (
      <section class="section" aria-labelledby="findings">
        <h2 id="findings">{words.findings}</h2>
        <p>{words.findingsNone}</p>
      </section>
    );
  }
  return (
    <section class="section" aria-labelledby="findings">
      <h2 id="findings">{words.findings}</h2>
      <p class="section__lead">
        {fillTemplate(words.findingsPart, {
          from: writtenCount(from, language),
          to: writtenCount(from + findings.length - 1, language),
          total: writtenCount(total, language),
        })}
      </p>
      <table class="stacked findings" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {[words.line, words.column, words.value, words.what].map((heading) => (
              <th key={heading} scope="col" role="columnheader">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {findings.map((finding, index) => (
            <FindingRow key={index} finding={finding} language={language} />
          ))}
        </tbody>
      </table>
      <FindingsPaging language={language} part={part} address={address} />
    </section>
  );
}

function FindingRow({ finding, language }: { finding: ShownFinding; language: Language }) {
  const words = wordsIn(receiptWords, language);
  const other: Language = language === 'zh' ? 'en' : 'zh';
  return (
    <tr role="row">
      <td role="cell">
        <span class="cell-label" aria-hidden="true">
          {words.line}{' '}
        </span>
        {finding.line}
      </td>
      <td role="cell">
        <span lang="zh-CN">{finding.column ?? '—'}</span>
        {finding.field && finding.field !== finding.column && (
          <span class="identifier quiet">{finding.field}</span>
        )}
      </td>
      <td role="cell">
        {finding.value === null ? (
          <span class="quiet">{words.valueNone}</span>
        ) : (
          <span class="value" lang="zh-CN">
            {finding.value}
          </span>
        )}
      </td>
      <td role="cell">
        <p>{finding.message[language]}</p>
        <p class="findings__other" lang={languageTag[other]}>
          {finding.message[other]}
        </p>
        <p class="identifier quiet">{finding.code}</p>
      </td>
    </tr>
  );
}

function FindingsPaging({ language, part, address }: FindingsProperties) {
  const words = wordsIn(receiptWords, language);
  const next = part.from + part.findings.length;
  const more = next <= part.total;
  if (part.from === 1 && !more) return null;
  return (
    <nav class="paging" aria-label={words.findings}>
      {part.from > 1 && <a href={`${address}#findings`}>{words.firstPart}</a>}
      {more && (
        <a class="paging__next" rel="next" href={`${address}&from=${next}#findings`}>
          {words.nextPart}
        </a>
      )}
    </nav>
  );
}
