// The page of alerts on unusual reading, and of readings that are withheld.
import type { Alert } from '../../audit/alerts.js';
import type { Embargo } from '../../audit/embargo.js';
import { type Bilingual, fillTemplate, type Refusal } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Choice, LongText } from '../parts/choice.render.js';
import { FactList } from '../parts/fact-list.render.js';
import { Fault, Form } from '../parts/form.render.js';
import { StackedTable } from '../parts/stacked-table.render.js';
import { Day, Moment } from '../parts/text.render.js';
import { auditWords } from './audit.words.js';
import { BackToAudit } from './overview.render.js';
import { StepsTaken } from './steps.render.js';

interface AlertsPageProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly given: Readonly<Record<string, string>>;
  readonly alerts: readonly Alert[];
  readonly embargoes: readonly Embargo[];
  readonly rules: ReadonlyMap<string, Bilingual>;
  /** Whether this reader may follow an alert about this actor up. */
  readonly mayFollow: (actor: string) => boolean;
}

/** The alerts, newest first. */
export function AlertsPage(properties: AlertsPageProperties) {
  const { frame, fault, alerts, embargoes } = properties;
  const { language } = frame;
  const words = wordsIn(auditWords, language);
  return (
    <Layout frame={frame} title={words.alertsTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.alertsTitle}</h1>
      <p class="page-lead">{words.alertsLead}</p>
      <Fault fault={fault} language={language} />
      {alerts.length === 0 && <p>{words.alertsNone}</p>}
      {alerts.map((alert) => (
        <AlertCase key={alert.alertId} {...properties} alert={alert} />
      ))}
      <section class="section" aria-labelledby="embargoes">
        <h2 id="embargoes">{words.embargoes}</h2>
        {embargoes.length === 0 ? (
          <p>{words.embargoesNone}</p>
        ) : (
          <StackedTable
            headings={[
              words.organisation,
              words.office,
              words.matter,
              words.basis,
              words.shownFrom,
            ]}
            rows={embargoes.map(({ uscc, office, matter, basis, shownFrom }) => [
              `${uscc} ${office} ${matter}`,
              [
                <span class="identifier">{uscc}</span>,
                <span class="identifier">{office}</span>,
                <span lang="zh-CN">{matter}</span>,
                <span lang="zh-CN">{basis}</span>,
                <Day day={shownFrom} language={language} />,
              ],
            ])}
          />
        )}
      </section>
      <BackToAudit frame={frame} />
    </Layout>
  );
}

function AlertCase({
  frame,
  given,
  alert,
  rules,
  mayFollow,
}: AlertsPageProperties & { readonly alert: Alert }) {
  const { language } = frame;
  const words = wordsIn(auditWords, language);
  const { alertId, actor, day, count, threshold, matter, raisedAt, state, steps } = alert;
  const readings = new URLSearchParams({ actor, from: day, to: day, readings: 'true' });
  const isGiven = given['alert'] === alertId;
  return (
    <section class="case" id={`alert-${alertId}`} aria-labelledby={`title-${alertId}`}>
      <h2 id={`title-${alertId}`}>{rules.get(alert.rule)?.[language] ?? alert.rule}</h2>
      <FactList
        facts={[
          [words.state, words[state]],
          [words.at, <Day day={day} language={language} />],
          [words.actor, <span class="identifier">{actor}</span>],
          [words.count, fillTemplate(words.counted, { count, threshold })],
          [words.matter, matter && <span lang="zh-CN">{matter}</span>],
          [words.raised, <Moment moment={raisedAt} language={language} />],
        ]}
      />
      <StepsTaken language={language} steps={steps} states={words} />
      <p>
        <a class="more" href={`${addressIn(language, '/audit/trail')}?${readings}`}>
          {words.seeReadings}
        </a>
      </p>
      {mayFollow(actor) && (
        <details class="more-forms" open={isGiven}>
          <summary>{words.enterStep}</summary>
          <Form frame={frame} to="/audit/alerts" unseen={{ alert: alertId }} submit={words.submit}>
            <Choice
              id={`state-${alertId}`}
              name="state"
              label={words.state}
              value={isGiven ? given['state'] : undefined}
              options={[
                ['looked-into', words['looked-into']],
                ['explained', words.explained],
                ['misuse', words.misuse],
              ]}
            />
            <LongText
              id={`note-${alertId}`}
              name="note"
              label={words.note}
              most={500}
              value={isGiven ? given['note'] : undefined}
            />
          </Form>
        </details>
      )}
    </section>
  );
}
