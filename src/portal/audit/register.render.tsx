// The page of the register: how many of the year's audits are done, their findings, and the forms to add to them.
import type { AuditFinding, AuditYear, SecurityAudit } from '../../audit/security-audits.js';
import { fillTemplate, type Refusal } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Choice, LongText } from '../parts/choice.render.js';
import { Fault, Field, Form } from '../parts/form.render.js';
import { Chinese, Day } from '../parts/text.render.js';
import { auditWords } from './audit.words.js';
import { BackToAudit, DoneOf } from './overview.render.js';
import { StepsTaken } from './steps.render.js';

interface RegisterProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly given: Readonly<Record<string, string>>;
  readonly register: AuditYear;
  readonly mayWrite: boolean;
}

const address = '/audit/security-audits';

/** The audits of a year. */
export function RegisterPage(properties: RegisterProperties) {
  const { frame, fault, given, register, mayWrite } = properties;
  const { language } = frame;
  const words = wordsIn(auditWords, language);
  const to = (year: number) => `${addressIn(language, address)}?year=${year}`;
  return (
    <Layout frame={frame} title={words.registerTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.registerTitle}</h1>
      <DoneOf frame={frame} register={register} />
      <Fault fault={fault} language={language} />
      {register.audits.length === 0 && <p>{words.auditsNone}</p>}
      {register.audits.map((audit) => (
        <AuditCase key={audit.auditId} {...properties} audit={audit} />
      ))}
      {mayWrite && (
        <section class="section" aria-labelledby="enter">
          <h2 id="enter">{words.enterAudit}</h2>
          <Form frame={frame} to={address} unseen={{ what: 'audit' }} submit={words.submit}>
            <Field
              name="heldOn"
              label={words.heldOn}
              hint={words.dayHint}
              value={given['heldOn']}
              most={10}
            />
            <Field name="title" label={words.auditTitle} value={given['title']} most={100} />
            <Field
              name="heldBy"
              label={words.heldBy}
              hint={words.heldByHint}
              value={given['heldBy']}
              most={100}
            />
          </Form>
        </section>
      )}
      <nav class="paging" aria-label={words.registerTitle}>
        <a href={to(register.year - 1)}>{words.yearBefore}</a>
        <a class="paging__next" href={to(register.year + 1)}>
          {words.yearAfter}
        </a>
      </nav>
      <BackToAudit frame={frame} />
    </Layout>
  );
}

function AuditCase(properties: RegisterProperties & { readonly audit: SecurityAudit }) {
  const { frame, audit, register, mayWrite } = properties;
  const { language } = frame;
  const words = wordsIn(auditWords, language);
  const { auditId, heldOn, title, heldBy, findings } = audit;
  const unseen = { what: 'finding', audit: auditId, year: String(register.year) };
  return (
    <section class="case" aria-labelledby={`audit-${auditId}`}>
      <h2 id={`audit-${auditId}`}>
        <Chinese language={language}>{title}</Chinese>
      </h2>
      <p>
        <Day day={heldOn} language={language} />
        <span class="separator" />
        <Chinese language={language}>{heldBy}</Chinese>
      </p>
      {findings.map((finding) => (
        <FindingCase key={finding.number} {...properties} finding={finding} />
      ))}
      {mayWrite && (
        <details class="more-forms">
          <summary>{words.enterFinding}</summary>
          <Form frame={frame} to={address} unseen={unseen} submit={words.submit}>
            <LongText id={`text-${auditId}`} name="text" label={words.finding} most={1000} />
            <Choice
              id={`severity-${auditId}`}
              name="severity"
              label={words.severity}
              options={[
                ['high', words.high],
                ['medium', words.medium],
                ['low', words.low],
              ]}
            />
            <DueDay id={`due-${auditId}`} label={words.dueOn} />
          </Form>
        </details>
      )}
    </section>
  );
}

function DueDay({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <div>
      <label for={id}>{label}</label>
      <input id={id} name="dueOn" type="date" required />
    </div>
  );
}

function FindingCase({
  frame,
  register,
  audit,
  finding,
  mayWrite,
}: RegisterProperties & { readonly audit: SecurityAudit; readonly finding: AuditFinding }) {
  const { language } = frame;
  const words = wordsIn(auditWords, language);
  const { number, severity, what, dueOn, state, overdue, steps } = finding;
  const key = `${audit.auditId}-${number}`;
  const unseen = {
    what: 'step',
    audit: audit.auditId,
    finding: String(number),
    year: String(register.year),
  };
  return (
    <div class="case">
      <h3>
        {number}. <Chinese language={language}>{what}</Chinese>
      </h3>
      <p>
        {words.severity}: {words[severity]}
        <span class="separator" />
        {words.state}: {state === 'open' ? words.unsettled : words[state]}
        <span class="separator" />
        {words.dueOn}: <Day day={dueOn} language={language} />{' '}
        {overdue && <strong>{words.overdue}</strong>}
      </p>
      <StepsTaken language={language} steps={steps} states={words} />
      {mayWrite && (
        <details class="more-forms">
          <summary>{words.enterFollowUp}</summary>
          <Form
            frame={frame}
            to={address}
            unseen={unseen}
            submit={words.submit}
            about={`${words.submit} ${fillTemplate(words.ofAudit, { title: audit.title, finding: number })}`}
          >
            <Choice
              id={`state-${key}`}
              name="state"
              label={words.state}
              options={[
                ['in-progress', words['in-progress']],
                ['mended', words.mended],
                ['accepted', words.accepted],
              ]}
            />
            <LongText id={`note-${key}`} name="note" label={words.followUp} most={1000} />
          </Form>
        </details>
      )}
    </div>
  );
}
