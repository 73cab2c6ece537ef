// Reads data/intake/limits.yml: how much is taken over the network, and how long what waits may wait.
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { Errors } from 'typebox/value';
import { parse } from 'yaml';
import { defineRefusals } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';

const refuse = defineRefusals('intake_limits', {
  file_refused: {
    kind: 'invalid',
    zh: '限值文件 data/intake/limits.yml 不能载入：{faults}。改正后重新启动。',
    en: 'The file of limits data/intake/limits.yml was not loaded: {faults}. Mend it and start again.',
  },
});

/** The limits of intake; each name ends in its unit. */
export interface IntakeLimits {
  /** Largest file that is taken over the network, and how long one may take to arrive. */
  readonly uploadMegabytes: number;
  readonly uploadMinutes: number;
  /** An upload without a sign of life for so long has broken off. */
  readonly silentMinutes: number;
  /** So many files of one sender may be arriving, and so many batches of one agency waiting. */
  readonly arrivingAtOnce: number;
  readonly waitingAtOnce: number;
  /** A batch that waits for release longer is dropped. */
  readonly pendingDays: number;
  /** So long a repeated request is known again. */
  readonly requestKeyDays: number;
  readonly reasonCharacters: number;
}

const names: readonly (keyof IntakeLimits)[] = [
  'uploadMegabytes',
  'uploadMinutes',
  'silentMinutes',
  'arrivingAtOnce',
  'waitingAtOnce',
  'pendingDays',
  'requestKeyDays',
  'reasonCharacters',
];
const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const limit = Type.Object(
  { value: Type.Integer({ minimum: 1 }), why: Type.Object({ zh: text, en: text }, closed) },
  closed,
);
const fileSchema = Type.Object(
  {
    from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    basis: text,
    confidence: Type.Enum(['high', 'medium', 'low']),
    limits: Type.Object(Object.fromEntries(names.map((name) => [name, limit])), closed),
  },
  closed,
);

/** Loads the limits. Refuses `intake_limits.file_refused` where the file says what it should not, naming every fault. */
export function loadIntakeLimits(path = packageFile('data', 'intake', 'limits.yml')): IntakeLimits {
  const content: unknown = parse(readFileSync(path, 'utf8'));
  const faults = Errors(fileSchema, content).map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  );
  if (faults.length > 0) throw refuse.file_refused({ faults: faults.join('; ') });
  const { limits } = content as { limits: Record<string, { readonly value: number }> };
  return Object.fromEntries(names.map((name) => [name, limits[name]?.value])) as never;
}
