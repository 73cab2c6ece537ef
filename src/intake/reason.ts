// The reason of a rejection or withdrawal: one sentence, without personal data.
import { cleanText } from '../catalogue/clean-text.js';
import { maskPersonalData } from '../codes/personal-data.js';
import { refuse } from './batch-refusals.js';
import type { IntakeLimits } from './limits.loader.js';

/** The reason as it is kept. Refuses `batch.reason_missing`, `batch.reason_too_long`. */
export function keptReason(
  written: string,
  { reasonCharacters: limit }: Pick<IntakeLimits, 'reasonCharacters'>,
): string {
  const text = cleanText(written);
  if (text === '') throw refuse.reason_missing({ limit });
  const { length } = [...text];
  if (length > limit) throw refuse.reason_too_long({ value: length, limit });
  return cleanText(maskPersonalData(text).text);
}
