// Reads the region files and refuses what it does not understand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { Errors } from 'typebox/value';
import { parseDocument } from 'yaml';
import { defineRefusals } from '../kernel/errors.js';
import type { Region } from './region.model.js';

const refuse = defineRefusals('regions', {
  file_refused: {
    kind: 'invalid',
    zh: '地区代码文件 {file} 不能载入：{fault}。改正后重新载入。',
    en: 'The region file {file} was not loaded: {fault}. Mend it and load again.',
  },
});

const closed = { additionalProperties: false };
const bilingual = Type.Object(
  { zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  closed,
);
const fileSchema = Type.Object(
  {
    source: Type.String({ minLength: 1 }),
    regions: Type.Array(
      Type.Object(
        {
          code: Type.String({ pattern: '^\\d{6}(?:\\d{3})?$' }),
          name: bilingual,
          note: Type.Optional(bilingual),
        },
        closed,
      ),
    ),
  },
  closed,
);

/** The regions of all files of a folder by code. Refuses `regions.file_refused`, also where a code stands twice. */
export function readRegions(directory: string): ReadonlyMap<string, Region> {
  const regions = new Map<string, Region>();
  for (const file of readdirSync(directory).toSorted()) {
    if (!file.endsWith('.yml')) continue;
    for (const region of readFile(directory, file)) {
      if (regions.has(region.code)) {
        throw refuse.file_refused({ file, fault: `${region.code} ×2` });
      }
      regions.set(region.code, region);
    }
  }
  return regions;
}

function readFile(directory: string, file: string): readonly Region[] {
  const document = parseDocument(readFileSync(join(directory, file), 'utf8'));
  const [unreadable] = document.errors;
  if (unreadable) throw refuse.file_refused({ file, fault: unreadable.message });
  const content: unknown = document.toJS();
  const [misshapen] = Errors(fileSchema, content);
  if (misshapen) {
    throw refuse.file_refused({ file, fault: `${misshapen.instancePath} ${misshapen.message}` });
  }
  return (content as Static<typeof fileSchema>).regions;
}
