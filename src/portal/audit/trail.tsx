// Shows the audit trail: search and export.
import { searchTheTrail } from '../../access/audit-desk.js';
import type { TrailQuery } from '../../audit/trail-search.js';
import { isIsoDay } from '../../kernel/time.js';
import type { PageRequest, Show } from '../page-request.model.js';
import { ExportPage, TrailPage, type TrailTerms } from './trail.render.js';

const linesAPage = 50;

/** One page of what fits. */
export const showTrail: Show = async (context, { frame, query, visitor }) => {
  const desk = { ...context, principal: visitor.principal };
  const terms = termsOf(query);
  const page = { limit: linesAPage, after: query['after'] };
  const { events, next } = await searchTheTrail(desk, queryOf(terms), page);
  const isFirst = query['after'] === undefined;
  return { page: <TrailPage {...{ frame, terms, events, next, isFirst }} /> };
};

/** The form of the export; the file itself comes from the interface. */
export const showExport: Show = async (_context, { frame, query }) => ({
  page: <ExportPage frame={frame} terms={termsOf(query)} />,
});

function termsOf(query: PageRequest['query']): TrailTerms {
  const term = (name: string) => query[name]?.trim() || undefined;
  // A day that is none is as if it had not been given: the form shows an empty field.
  const day = (name: string) => (isIsoDay(term(name) ?? '') ? term(name) : undefined);
  return {
    actor: term('actor'),
    act: term('act'),
    object: term('object'),
    from: day('from'),
    to: day('to'),
    readings: query['readings'] === 'true' ? 'true' : undefined,
  };
}

function queryOf({ readings, ...terms }: TrailTerms): TrailQuery {
  return { ...terms, ...(readings && { readingsOnly: true }) };
}
