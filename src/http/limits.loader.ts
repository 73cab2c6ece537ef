// Reads how much one address, one account and one request may take; refuses a file it does not understand.
import { readFileSync } from 'node:fs';
import Type, { type Static } from 'typebox';
import { Errors } from 'typebox/value';
import { parse } from 'yaml';
import { defineRefusals } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';

const refuse = defineRefusals('limits', {
  file_refused: {
    kind: 'invalid',
    zh: '限额文件 data/http/limits.yml 不能载入：{faults}。改正后重新启动。',
    en: 'The file of limits data/http/limits.yml was not loaded: {faults}. Mend it and start again.',
  },
});

const closed = { additionalProperties: false };
const why = Type.Object(
  { zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  closed,
);
const rate = Type.Object(
  {
    most: Type.Integer({ minimum: 1 }),
    withinSeconds: Type.Integer({ minimum: 1 }),
    why,
  },
  closed,
);
const fileSchema = Type.Object(
  {
    from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    basis: Type.String({ minLength: 1 }),
    confidence: Type.Enum(['high', 'medium', 'low']),
    rates: Type.Object({ address: rate, account: rate, signIn: rate, token: rate }, closed),
    bytes: Type.Object(
      { form: Type.Object({ most: Type.Integer({ minimum: 1024 }), why }, closed) },
      closed,
    ),
  },
  closed,
);

/** So many requests within so many seconds. */
export interface Rate {
  readonly most: number;
  readonly withinSeconds: number;
}

/** What the doors let through. */
export interface Limits {
  readonly rates: {
    /** Of all requests from one address; of all requests of one account or API client. */
    readonly address: Rate;
    readonly account: Rate;
    /** Of attempts to sign in, and of requests for a token, from one address. */
    readonly signIn: Rate;
    readonly token: Rate;
  };
  /** Longest form or JSON body, in bytes. */
  readonly formBytes: number;
}

/** Loads the limits. Refuses `limits.file_refused`. */
export function loadLimits(path: string = packageFile('data', 'http', 'limits.yml')): Limits {
  const content: unknown = parse(readFileSync(path, 'utf8'));
  const faults = Errors(fileSchema, content).map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  );
  if (faults.length > 0) throw refuse.file_refused({ faults: faults.join('; ') });
  const { rates, bytes } = content as Static<typeof fileSchema>;
  return { rates, formBytes: bytes.form.most };
}
