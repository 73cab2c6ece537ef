// Cells that say nothing: empty, or a sign or word that people put where there is nothing to say.
import { isBlankUnit, isHyphenUnit } from './width.js';

const words = new Set(['无', '空', '暂无', 'null', 'NULL', 'Null', 'N/A', 'n/a', 'Ｎ／Ａ']);
const longestWord = 4;

/**
 * Whether the cell counts as blank: nothing, blanks, a run of slashes, backslashes or dashes, or one of 无, 空, 暂无,
 * null, N/A.
 */
export function isBlank(text: string): boolean {
  let start = 0;
  let end = text.length;
  while (start < end && isBlankUnit(text.charCodeAt(start))) start += 1;
  while (start < end && isBlankUnit(text.charCodeAt(end - 1))) end -= 1;
  if (start === end) return true;
  if (isStroke(text.charCodeAt(start))) {
    for (let at = start + 1; at < end; at += 1) if (!isStroke(text.charCodeAt(at))) return false;
    return true;
  }
  return end - start <= longestWord && words.has(text.slice(start, end));
}

function isStroke(unit: number): boolean {
  return unit === 0x2f || unit === 0x5c || unit === 0xff0f || unit === 0xff3c || isHyphenUnit(unit);
}
