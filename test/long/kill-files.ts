// The files that are handed in while processes are killed, and what each of them must be answered.

import { loadCatalogue } from '../../src/catalogue/catalogue.loader.js';
import type { RowCounts } from '../../src/intake/row-answers.js';
import { csvOf, penaltyRow, type RowValues } from '../support/intake.js';

const rowsAFile = 3000;
const catalogue = loadCatalogue();

/** A file and its answers. */
export interface KillFile {
  readonly text: string;
  /** When its batch is the first to bring it. */
  readonly first: RowCounts;
  /** When it is on file already. */
  readonly again: RowCounts;
}

/**
 * The file of a round. Seven of ten rows are new, two correct rows that were new the round before, one in twenty
 * repeats such a row; the others go back or are held.
 */
export function killFile(round: number): KillFile {
  const rows: RowValues[] = [];
  const counts = { read: 0, admitted: 0, unchanged: 0, corrected: 0, returned: 0, held: 0 };
  for (let index = 0; index < rowsAFile; index += 1) {
    const sort = index % 20;
    const isOfBefore = sort < 5 && round > 0;
    // Ten rows further on they were new.
    const row = isOfBefore ? penaltyOf(round - 1, index + 10) : penaltyOf(round, index);
    counts.read += 1;
    if (isOfBefore) {
      rows.push(sort < 4 ? { ...row, CF_SY: `第${round}轮更正的事实` } : row);
      counts[sort < 4 ? 'corrected' : 'unchanged'] += 1;
    } else if (sort === 19) {
      rows.push(faulty(row, index));
      counts[isHeld(index) ? 'held' : 'returned'] += 1;
    } else {
      rows.push(row);
      counts.admitted += 1;
    }
  }
  const { admitted, unchanged, corrected } = counts;
  return {
    text: csvOf(catalogue.get('administrative-penalty', '2026-04-10'), rows),
    first: counts,
    again: { ...counts, admitted: 0, corrected: 0, unchanged: admitted + unchanged + corrected },
  };
}

function isHeld(index: number): boolean {
  return index % 40 === 39;
}

function faulty(row: RowValues, index: number): RowValues {
  if (!isHeld(index)) return { ...row, CF_YJ: '' };
  return { ...row, CF_XDR_MC: '当事人涉嫌未按规定经营，予以处理' };
}

// Days long past: the clock of the machine is nobody's to set.
function penaltyOf(round: number, index: number): RowValues {
  const number = round * rowsAFile + index + 1;
  return penaltyRow(number, {
    CF_WSH: `云市监罚〔2024〕${number}号`,
    CF_JDRQ: '2024/04/01',
    CF_GSJZQ: '2025/04/01',
    CF_SY: `第${number}号事实，${'当事人生产的产品标识不合格，有现场检查笔录为证。'.repeat(3)}`,
  });
}
