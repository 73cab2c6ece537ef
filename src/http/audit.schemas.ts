// Parameters and answers of the routes about the audit trail, the reading log and the register of security audits.
import { type TSchema, Type } from 'typebox';
import { pageQuery } from './parameters.js';
import { count, moment, optionalText, shape, text } from './schemas.js';

const closed = { additionalProperties: false };
const day = (description: string) => Type.String({ format: 'date', description });
const asOf = Type.Optional(day('The world as of this day; today without it.'));
const knownAt = Type.Optional(
  Type.String({ format: 'date-time', description: 'What the platform knew then; now without it.' }),
);
const name = (description: string) =>
  Type.Optional(Type.String({ pattern: '^[\\w.:/-]{1,80}$', description }));
const trailTerms = {
  actor: name('Number of an account or client, `console` or `process`.'),
  act: name('Such as `file.read`.'),
  object: name('A code or number.'),
  from: Type.Optional(day('First day.')),
  to: Type.Optional(day('Last day.')),
  readings: Type.Optional(Type.Boolean({ description: 'Looks at what is not public only.' })),
};

export const fileQuery = Type.Object(
  {
    purpose: Type.String({ maxLength: 80, description: 'Id of a purpose, e.g. `credit-check`.' }),
    matter: Type.String({ maxLength: 200, description: 'Number of the case or document.' }),
    asOf,
    knownAt,
    office: name('For which of several agencies; the first one without it.'),
  },
  closed,
);
export const ownFileQuery = Type.Object({ asOf, knownAt }, closed);
export const embargoBody = Type.Object(
  {
    matter: Type.String({ maxLength: 200 }),
    basis: Type.String({ maxLength: 300, description: 'Instrument and article.' }),
    shownFrom: day('First day on which the readings are shown.'),
    office: name('For which of several agencies.'),
  },
  closed,
);
export const trailQuery = Type.Object({ ...trailTerms, ...pageQuery.properties }, closed);
export const trailFileQuery = Type.Object(
  { ...trailTerms, form: Type.Optional(Type.Enum(['csv', 'ndjson'])) },
  closed,
);
export const stepBody = Type.Object(
  { state: Type.String({ maxLength: 40 }), note: Type.String({ maxLength: 2000 }) },
  closed,
);
export const yearQuery = Type.Object(
  { year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2199 })) },
  closed,
);
export const auditBody = Type.Object(
  {
    heldOn: day('The day on which it was held.'),
    title: Type.String({ maxLength: 300 }),
    heldBy: Type.String({ maxLength: 300, description: 'The institution, not a person.' }),
  },
  closed,
);
export const findingBody = Type.Object(
  {
    severity: Type.String({ maxLength: 40, description: '`high`, `medium` or `low`.' }),
    what: Type.String({ maxLength: 2000 }),
    dueOn: day('The day by which it is mended.'),
  },
  closed,
);
export const alertPath = Type.Object({ alert: Type.String() });
export const auditPath = Type.Object({ audit: Type.String() });
export const findingPath = Type.Object({
  audit: Type.String(),
  finding: Type.Integer({ minimum: 1 }),
});

const next = optionalText('Give it back as `after` to get the next page; null: this was the last.');
const step = Type.Object({ state: text(), note: text(), actor: text(), at: text() });
const steps = Type.Array(step);

/** Shapes of the answers, each with its name as `$id`. */
export const auditShapes: readonly TSchema[] = [
  Type.Object(
    {
      organisation: shape('Organisation'),
      purpose: text(),
      closed: count(),
      records: Type.Array(
        Type.Object({
          recordId: text(),
          kind: text(),
          kindTitle: shape('Bilingual'),
          polarity: text(),
          decidedOn: text(),
          decisionNumber: optionalText(),
          agencyName: optionalText(),
          fields: Type.Array(shape('ShownField')),
          withheld: Type.Array(shape('ShownField')),
          isPublic: Type.Boolean(),
          revoked: Type.Boolean(),
          inEffect: Type.Boolean(),
          marks: Type.Array(text()),
          effectiveFrom: optionalText(),
          effectiveTo: optionalText(),
          source: shape('RecordSource'),
        }),
      ),
    },
    { $id: 'WholeFile', description: 'An organisation’s file with what is not public.' },
  ),
  Type.Object(
    {
      readings: Type.Array(
        Type.Object({
          readingId: text(),
          at: moment('When.'),
          office: shape('Bilingual'),
          purpose: shape('Bilingual'),
          matter: text(),
          own: Type.Boolean({ description: 'The organisation’s own look.' }),
          withheld: Type.Unsafe({
            type: ['object', 'null'],
            description: 'On what it was withheld at first, and until when.',
            properties: { basis: { type: 'string' }, until: { type: 'string' } },
            required: ['basis', 'until'],
          }),
        }),
      ),
      next,
    },
    { $id: 'ReadingPage', description: 'Who looked at an organisation: office, time, matter.' },
  ),
  Type.Object(
    {
      events: Type.Array(
        Type.Object({
          event: text(),
          at: moment('When.'),
          actor: text('A pseudonym.'),
          act: text(),
          object: text(),
          purpose: optionalText(),
          matter: optionalText(),
          office: optionalText(),
          reading: Type.Boolean(),
          outcome: text(),
          batch: optionalText('Batch of the log that holds it; null: not yet sealed.'),
          leaf: Type.Unsafe({ type: ['integer', 'null'] }),
        }),
      ),
      next,
    },
    { $id: 'TrailPage', description: 'Lines of the audit trail, newest first.' },
  ),
  Type.Object(
    {
      alerts: Type.Array(
        Type.Object({
          alertId: text(),
          rule: text(),
          actor: text(),
          day: text(),
          matter: text(),
          count: count(),
          threshold: count(),
          raisedAt: moment('When it was raised.'),
          state: text(),
          steps,
        }),
      ),
    },
    { $id: 'AlertList', description: 'Alerts on unusual reading, newest first.' },
  ),
  Type.Object(
    {
      embargoes: Type.Array(
        Type.Object({
          office: text(),
          uscc: text(),
          matter: text(),
          basis: text(),
          shownFrom: text(),
          setAt: moment('When it was set.'),
          actor: text(),
        }),
      ),
    },
    { $id: 'EmbargoList', description: 'Readings that are withheld today.' },
  ),
  Type.Object(
    {
      year: count(),
      done: count(),
      atLeast: count('How many the year must have.'),
      basis: text(),
      openFindings: count(),
      overdueFindings: count(),
      audits: Type.Array(
        Type.Object({
          auditId: text(),
          heldOn: text(),
          title: text(),
          heldBy: text(),
          findings: Type.Array(
            Type.Object({
              number: count(),
              severity: text(),
              what: text(),
              dueOn: text(),
              state: text(),
              overdue: Type.Boolean(),
              steps,
            }),
          ),
        }),
      ),
    },
    { $id: 'AuditYear', description: 'The register of the security audits of a year.' },
  ),
];
