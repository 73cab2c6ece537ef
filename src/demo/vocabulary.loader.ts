// Reads the words of the demo city from data/demo and refuses what it does not understand.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { defineRefusals } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';
import { agencySchema, citySchema, namesSchema, type Vocabulary } from './vocabulary.model.js';

const refuse = defineRefusals('demo_words', {
  shape_unknown: {
    kind: 'invalid',
    zh: '演示城市文件 {file} 的 {place} 不符合约定：{message}。改正后重试。',
    en: '{place} in the demo city file {file} is not as agreed: {message}. Mend the file and try again.',
  },
  industry_unknown: {
    kind: 'invalid',
    zh: '演示城市文件 {file} 提到未定义的行业 {industry}。已定义的行业在 names.yml 中。',
    en: 'The demo city file {file} names the industry {industry}, which names.yml does not define.',
  },
});

/**
 * Loads data/demo. Refuses `demo_words.shape_unknown` for unknown keys and missing parts, and
 * `demo_words.industry_unknown` for an industry that names.yml does not have.
 */
export function loadVocabulary(directory: string = packageFile('data', 'demo')): Vocabulary {
  const names = readAs(join(directory, 'names.yml'), namesSchema);
  const files = readdirSync(join(directory, 'agencies')).sort();
  const agencies = files.map((file) => {
    const agency = readAs(join(directory, 'agencies', file), agencySchema);
    for (const matter of [...agency.penalties, ...agency.licences]) {
      for (const industry of matter.industries ?? []) {
        if (!(industry in names.industries)) throw refuse.industry_unknown({ file, industry });
      }
    }
    return { ...agency, id: basename(file, '.yml') };
  });
  return { city: readAs(join(directory, 'city.yml'), citySchema), names, agencies };
}

function readAs<Schema extends TSchema>(file: string, schema: Schema): Static<Schema> {
  const content: unknown = parse(readFileSync(file, 'utf8'));
  if (Value.Check(schema, content)) return content;
  const [first] = Value.Errors(schema, content);
  throw refuse.shape_unknown({
    file: basename(file),
    place: first?.instancePath || '/',
    message: first?.message ?? '',
  });
}
