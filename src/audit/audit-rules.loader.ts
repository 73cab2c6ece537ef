// Reads data/audit and refuses what it does not understand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Type, { type Static, type TSchema } from 'typebox';
import { Errors } from 'typebox/value';
import { parseDocument } from 'yaml';
import { defineRefusals } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';
import type { AuditRules } from './audit-rules.model.js';

const refuse = defineRefusals('audit_rules', {
  file_refused: {
    kind: 'invalid',
    zh: '审计规则文件 {file} 不能载入：{fault}。改正后重新启动。',
    en: 'The file {file} of audit rules was not loaded: {fault}. Mend it and start again.',
  },
});

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const id = Type.String({ pattern: '^[a-z]+(-[a-z]+)*$' });
const bilingual = Type.Object({ zh: text, en: text }, closed);
const hour = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
const parameter = Type.Object(
  {
    value: Type.Integer({ minimum: 1 }),
    basis: text,
    source: text,
    confidence: Type.Optional(Type.Enum(['H', 'M', 'L'])),
  },
  closed,
);
const schemas = {
  'sealing.yml': Type.Object({ everySeconds: parameter, atMostEvents: parameter }, closed),
  'purposes.yml': Type.Object(
    {
      source: text,
      basis: text,
      purposes: Type.Array(
        Type.Object({ id, title: bilingual, by: Type.Enum(['office', 'organisation']) }, closed),
        { minItems: 1 },
      ),
    },
    closed,
  ),
  'alerts.yml': Type.Object(
    {
      alerts: Type.Array(
        Type.Union([
          Type.Object(
            {
              id,
              title: bilingual,
              counts: Type.Enum(['organisations', 'one-matter']),
              threshold: parameter,
            },
            closed,
          ),
          Type.Object(
            {
              id,
              title: bilingual,
              counts: Type.Literal('outside-hours'),
              from: hour,
              until: hour,
              threshold: parameter,
            },
            closed,
          ),
        ]),
      ),
    },
    closed,
  ),
  'embargo.yml': Type.Object({ longestDays: parameter }, closed),
  'security-audits.yml': Type.Object({ yearlyAtLeast: parameter }, closed),
};

/** Loads the rules of a folder. Refuses `audit_rules.file_refused`. */
export function loadAuditRules(directory: string = packageFile('data', 'audit')): AuditRules {
  const { purposes } = readAs(directory, 'purposes.yml');
  const { alerts } = readAs(directory, 'alerts.yml');
  refuseDoubled('purposes.yml', purposes);
  refuseDoubled('alerts.yml', alerts);
  return {
    sealing: readAs(directory, 'sealing.yml'),
    purposes,
    alerts,
    embargo: readAs(directory, 'embargo.yml'),
    securityAudits: readAs(directory, 'security-audits.yml'),
  };
}

function readAs<File extends keyof typeof schemas>(
  directory: string,
  file: File,
): Static<(typeof schemas)[File]> {
  const document = parseDocument(readFileSync(join(directory, file), 'utf8'));
  const [unreadable] = document.errors;
  if (unreadable) throw refuse.file_refused({ file, fault: unreadable.message });
  const content: unknown = document.toJS();
  const [misshapen] = Errors(schemas[file] as TSchema, content);
  if (misshapen) {
    const fault = `${misshapen.instancePath || '/'} ${misshapen.message}`;
    throw refuse.file_refused({ file, fault });
  }
  return content as Static<(typeof schemas)[File]>;
}

function refuseDoubled(file: string, lines: readonly { readonly id: string }[]): void {
  const ids = lines.map((line) => line.id);
  const doubled = ids.find((one, at) => ids.indexOf(one) !== at);
  if (doubled !== undefined) throw refuse.file_refused({ file, fault: `${doubled} ×2` });
}
