// What the dictionary says of an item in one phrase each: timeliness, conditions, forms of fields.
import type { CatalogueItem, FieldSpec } from '../../catalogue/item.model.js';
import { fillTemplate } from '../../kernel/errors.js';
import { type Language, wordsIn } from '../language.js';
import { dictionaryWords, typeWords } from './dictionary.words.js';

/** The label of a field of the item; its code where the item has no such field. */
export function labelOf(item: CatalogueItem, code: string, language: Language): string {
  return item.fields.find((field) => field.code === code)?.label[language] ?? code;
}

/** Within how many days after which day a record is due. */
export function writtenTimeliness(item: CatalogueItem, language: Language): string {
  const words = wordsIn(dictionaryWords, language);
  const { period, unit, startsFrom } = item.timeliness;
  const template = unit === 'working-days' ? words.timelinessWorking : words.timelinessNatural;
  return fillTemplate(template, { period, label: labelOf(item, startsFrom, language) });
}

/** When a field must be filled. */
export function writtenNeed(item: CatalogueItem, field: FieldSpec, language: Language): string {
  const words = wordsIn(dictionaryWords, language);
  if (field.required) return words.always;
  const condition = field.requiredWhen;
  if (!condition) return words.optional;
  const label = labelOf(item, condition.field, language);
  if (!condition.anyOf) return fillTemplate(words.whenFilled, { label });
  return fillTemplate(words.whenAnyOf, { label, values: condition.anyOf.join(words.or) });
}

/** Type, length and unit of a field, without its code list. */
export function writtenForm(field: FieldSpec, language: Language): string {
  const words = wordsIn(dictionaryWords, language);
  const parts: string[] = [typeWords[field.type][language]];
  if (field.maxLength !== undefined) {
    const template = field.type === 'amount' ? words.digits : words.characters;
    parts.push(fillTemplate(template, { count: field.maxLength }));
  }
  if (field.unit) parts.push(fillTemplate(words.unit, { unit: field.unit }));
  return parts.join(language === 'zh' ? '，' : ', ');
}
