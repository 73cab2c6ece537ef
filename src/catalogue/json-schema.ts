// The JSON Schema of a catalogue item: a record in its canonical form, for programs that hand in or read records.
import { codeValuesOf } from './fields.js';
import type { CatalogueItem, CodeValue, Condition, FieldSpec } from './item.model.js';
import { longTerm } from './item.model.js';

/** A JSON Schema document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const dayPattern = '\\d{4}-\\d{2}(-\\d{2})?';
const amountPattern = '^(0|[1-9]\\d*)(\\.\\d{1,6})?$';

/**
 * JSON Schema 2020-12 of one record by field codes. Fields that are dropped do not occur in it. `x-` members carry
 * what JSON Schema has no word for: part, disclosure, unit, the English label.
 */
export function jsonSchemaOf(item: CatalogueItem): JsonSchema {
  const fields = item.fields.filter((field) => field.part !== 'dropped');
  const conditions = fields.flatMap((field) =>
    field.requiredWhen ? [conditionSchema(field.code, field.requiredWhen)] : [],
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:xinheng:catalogue:${item.kind}:${item.from}`,
    title: item.title.zh,
    description: item.title.en,
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      fields.map((field) => [field.code, fieldSchema(item, field)] as const),
    ),
    required: fields.filter((field) => field.required).map((field) => field.code),
    ...(conditions.length > 0 && { allOf: conditions }),
  };
}

function fieldSchema(item: CatalogueItem, field: FieldSpec): JsonSchema {
  return {
    title: field.label.zh,
    'x-title-en': field.label.en,
    ...(field.note && { description: `${field.note.zh} / ${field.note.en}` }),
    type: 'string',
    minLength: 1,
    ...typeSchema(item, field),
    ...(field.unit && { 'x-unit': field.unit }),
    'x-part': field.part,
    'x-disclosure': field.disclosure,
  };
}

function typeSchema(item: CatalogueItem, field: FieldSpec): JsonSchema {
  const length = field.maxLength === undefined ? {} : { maxLength: field.maxLength };
  switch (field.type) {
    case 'uscc':
      return { pattern: '^[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}$' };
    case 'organisation-code':
      return { pattern: '^[0-9A-Z]{8}[0-9X]$' };
    case 'day':
      return {
        pattern: field.longTermAllowed ? `^(${dayPattern}|${longTerm})$` : `^${dayPattern}$`,
      };
    case 'amount':
    case 'number':
      return { pattern: amountPattern };
    case 'code':
      return { ...length, ...codeSchema(codeValuesOf(item, field)) };
    case 'codes': {
      const one = `(${codeValuesOf(item, field).map(valuePattern).join('|')})`;
      return { ...length, pattern: `^${one}(;${one})*$` };
    }
    case 'text':
    case 'registration-number':
      return length;
  }
}

function codeSchema(values: readonly CodeValue[]): JsonSchema {
  if (values.some((value) => value.openText))
    return { pattern: `^(${values.map(valuePattern).join('|')})$` };
  return { enum: values.filter((value) => !value.personsOnly).map((value) => value.code) };
}

function valuePattern(value: CodeValue): string {
  // A value for natural persons alone is never in a record; this matches nothing.
  if (value.personsOnly) return '(?!)';
  return escapePattern(value.code) + (value.openText ? '-[^;]+' : '');
}

function conditionSchema(field: string, condition: Condition): JsonSchema {
  const among = condition.anyOf?.map(escapePattern).join('|');
  const when = among === undefined ? {} : { pattern: `(^|;)(${among})(;|$)` };
  return {
    if: { properties: { [condition.field]: when }, required: [condition.field] },
    // oxlint-disable-next-line unicorn/no-thenable -- the word of JSON Schema
    then: { required: [field] },
  };
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
