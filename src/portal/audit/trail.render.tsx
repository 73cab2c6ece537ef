// The pages of the audit trail: a form of terms, lines with their seals, and the export.
import type { FoundEvent } from '../../audit/trail-search.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Field } from '../parts/form.render.js';
import { StackedTable } from '../parts/stacked-table.render.js';
import { Moment } from '../parts/text.render.js';
import { auditWords } from './audit.words.js';
import { BackToAudit } from './overview.render.js';

/** What is looked for, as the form has it. */
export type TrailTerms = Readonly<
  Record<'actor' | 'act' | 'object' | 'from' | 'to' | 'readings', string | undefined>
>;

interface TrailPageProperties {
  readonly frame: Frame;
  readonly terms: TrailTerms;
  readonly events: readonly FoundEvent[];
  readonly next: string | null;
  readonly isFirst: boolean;
}

/** What fits, newest first. */
export function TrailPage({ frame, terms, events, next, isFirst }: TrailPageProperties) {
  const { language } = frame;
  const words = wordsIn(auditWords, language);
  const address = addressIn(language, '/audit/trail');
  const asked = queryText(terms);
  return (
    <Layout frame={frame} title={words.trailTitle} unlisted>
      <h1 class="page-title">{words.trailTitle}</h1>
      <p class="page-lead">{words.trailLead}</p>
      <TermsForm frame={frame} to="/audit/trail" terms={terms} submit={words.search} />
      <section class="section" aria-label={words.trailTitle}>
        {events.length === 0 ? (
          <p>{words.nothing}</p>
        ) : (
          <EventTable frame={frame} events={events} />
        )}
        <nav class="paging" aria-label={words.trailTitle}>
          {!isFirst && <a href={`${address}?${asked}`}>{words.first}</a>}
          {next !== null && (
            <a class="paging__next" rel="next" href={`${address}?${asked}&after=${next}`}>
              {words.next}
            </a>
          )}
        </nav>
        <p>
          <a class="more" href={`${addressIn(language, '/audit/export')}?${asked}`}>
            {words.toExport}
          </a>
        </p>
      </section>
      <BackToAudit frame={frame} />
    </Layout>
  );
}

function EventTable({
  frame: { language },
  events,
}: {
  readonly frame: Frame;
  readonly events: readonly FoundEvent[];
}) {
  const words = wordsIn(auditWords, language);
  const { at, actor, act, object, why, seal } = words;
  return (
    <StackedTable
      headings={[at, actor, act, object, why, seal]}
      rows={events.map((event) => [
        event.eventId,
        [
          <Moment moment={event.at} language={language} />,
          <>
            <span class="identifier">{event.actor}</span>
            {event.office && <span class="identifier quiet"> {event.office}</span>}
          </>,
          <span class="identifier">{event.act}</span>,
          <span class="identifier">{event.object}</span>,
          <span lang="zh-CN">
            {[event.purpose, event.matter].filter((text) => text !== undefined).join(' · ') || '—'}
          </span>,
          event.seal === null ? (
            <span class="quiet">{words.unsealed}</span>
          ) : (
            <a href={addressIn(language, `/batches/${event.seal.batchId}`)}>{words.sealed}</a>
          ),
        ],
      ])}
    />
  );
}

/** The form of the export. */
export function ExportPage({ frame, terms }: Pick<TrailPageProperties, 'frame' | 'terms'>) {
  const { language } = frame;
  const words = wordsIn(auditWords, language);
  return (
    <Layout frame={frame} title={words.exportTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.exportTitle}</h1>
      <p class="page-lead">{words.exportLead}</p>
      <TermsForm frame={frame} to="/audit/export" terms={terms} submit={words.narrow} />
      <ul class="ways">
        {(['csv', 'ndjson'] as const).map((form) => (
          <li key={form}>
            <a href={`/api/v1/trail/export?${queryText({ ...terms, form })}`} download>
              {words[form]}
            </a>
          </li>
        ))}
      </ul>
      <BackToAudit frame={frame} />
    </Layout>
  );
}

interface TermsFormProperties {
  readonly frame: Frame;
  readonly to: string;
  readonly terms: TrailTerms;
  readonly submit: string;
}

function TermsForm({ frame: { language }, to, terms, submit }: TermsFormProperties) {
  const words = wordsIn(auditWords, language);
  const field = (name: 'actor' | 'act' | 'object' | 'from' | 'to', hint: string) => (
    <Field name={name} label={words[name]} hint={hint} value={terms[name]} most={80} optional />
  );
  return (
    <form class="entry terms" action={addressIn(language, to)}>
      {field('actor', words.actorHint)}
      {field('act', words.actHint)}
      {field('object', words.objectHint)}
      {field('from', words.dayHint)}
      {field('to', words.dayHint)}
      <div class="tick">
        <input
          id="readings"
          type="checkbox"
          name="readings"
          value="true"
          checked={terms.readings === 'true'}
        />
        <label for="readings">{words.readings}</label>
      </div>
      <button type="submit">{submit}</button>
    </form>
  );
}

function queryText(terms: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(terms).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given as [string, string][]).toString();
}
