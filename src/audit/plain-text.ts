// Texts that people write into the trail's tables for good: no number of a person may stand in them.
import { maskPersonalData } from '../codes/personal-data.js';
import { refuse } from './refusals.js';

/** The text in one line. Refuses `reading.personal_data`. */
export function requirePlainText(field: string, text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (maskPersonalData(line).count > 0) throw refuse.personal_data({ field });
  return line;
}
