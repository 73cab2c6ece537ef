// Reads the periods and counts of signing in, and refuses what it does not understand.
import { readFileSync } from 'node:fs';
import Type, { type Static, type TSchema } from 'typebox';
import { Errors } from 'typebox/value';
import { parseDocument } from 'yaml';
import { defineRefusals } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';
import type { AccessLimits } from './limits.model.js';

const refuse = defineRefusals('access-limits', {
  file_refused: {
    kind: 'invalid',
    zh: '登录限额文件 {file} 不能载入：{faults}。改正后重新启动。',
    en: 'The file of sign-in limits {file} was not loaded: {faults}. Mend it and start again.',
  },
});

const closed = { additionalProperties: false };
const count = Type.Integer({ minimum: 1 });
const byKind = Type.Object({ staff: count, organisation: count }, closed);
const lockOut = Type.Object(
  { free: count, firstSeconds: count, mostSeconds: count, forgetSeconds: count },
  closed,
);
const bilingual = Type.Object(
  { zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  closed,
);

function limit<Value extends TSchema>(value: Value) {
  return Type.Object(
    {
      value,
      basis: Type.String({ minLength: 1 }),
      confidence: Type.Enum(['high', 'medium', 'low']),
      why: bilingual,
    },
    closed,
  );
}

const fileSchema = Type.Object(
  {
    from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    values: Type.Object(
      {
        passwordLength: limit(Type.Object({ least: count, most: count }, closed)),
        passwordHash: limit(
          Type.Object({ memoryKib: Type.Integer({ minimum: 8192 }), passes: count }, closed),
        ),
        lockOutLogin: limit(lockOut),
        lockOutAddress: limit(lockOut),
        halfOpenMinutes: limit(count),
        challengeMinutes: limit(count),
        sessionIdleMinutes: limit(byKind),
        sessionHours: limit(byKind),
        reauthenticationMinutes: limit(count),
        seenEverySeconds: limit(count),
        invitationHours: limit(count),
        recoveryHours: limit(Type.Object({ confirm: count, use: count }, closed)),
        letterDays: limit(count),
        windowDays: limit(count),
        tokenMinutes: limit(count),
        secretOverlapDays: limit(count),
        sleepingAccountDays: limit(count),
        unboundAccountDays: limit(count),
        suspendedAccountDays: limit(count),
        endedSessionDays: limit(count),
      },
      closed,
    ),
  },
  closed,
);

/** Loads the limits. Refuses `access-limits.file_refused` with every fault. */
export function loadAccessLimits(
  path: string = packageFile('data', 'access', 'limits.yml'),
): AccessLimits {
  const document = parseDocument(readFileSync(path, 'utf8'));
  const content: unknown = document.toJS();
  const faults = [
    ...document.errors.map(({ message }) => message.split('\n')[0]),
    ...Errors(fileSchema, content).map(({ instancePath, message }) => `${instancePath} ${message}`),
  ];
  if (faults.length > 0) throw refuse.file_refused({ file: path, faults: faults.join('; ') });
  const { values } = content as Static<typeof fileSchema>;
  const limits = Object.entries(values).map(([name, { value }]) => [name, value]);
  return Object.fromEntries(limits);
}
