// The auditor's routes: the trail, alerts, embargoes, the register of security audits.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  type AuditDesk,
  enterTheAudit,
  enterTheFinding,
  exportTheTrail,
  followTheAlert,
  followTheFinding,
  listTheAlerts,
  listTheEmbargoes,
  readTheRegister,
  searchTheTrail,
} from '../../access/audit-desk.js';
import { writtenEvent } from '../../audit/trail-form.js';
import type { TrailQuery } from '../../audit/trail-search.js';
import { answers, done } from '../answer.js';
import {
  alertPath,
  auditBody,
  auditPath,
  findingBody,
  findingPath,
  stepBody,
  trailFileQuery,
  trailQuery,
  yearQuery,
} from '../audit.schemas.js';
import type { Context } from '../context.js';
import { writtenMoment } from '../moments.js';
import { noQuery } from '../parameters.js';
import { shape } from '../schemas.js';
import { visitorOf } from '../visitor.js';

const refused = [401, 403];
const tags = ['audit'];
const page = (operationId: string, summary: string) => ({ tags, operationId, summary });
const list = (name: string) => answers({ description: 'The list', schema: shape(name) }, refused);

/** Who sits at the desk by this request. */
export function deskOf(context: Context, request: FastifyRequest): AuditDesk {
  return { ...context, principal: visitorOf(request).principal };
}

function termsOf(query: Static<typeof trailFileQuery> | Static<typeof trailQuery>): TrailQuery {
  const { actor, act, object, from, to, readings } = query;
  return { actor, act, object, from, to, ...(readings && { readingsOnly: true }) };
}

/** Routes `/trail`, `/alerts`, `/embargoes` and `/security-audits`. */
export async function auditRoutes(api: FastifyInstance, context: Context): Promise<void> {
  api.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  trailRoutes(api, context);
  alertRoutes(api, context);
  registerRoutes(api, context);
}

function trailRoutes(api: FastifyInstance, context: Context): void {
  const searching = {
    ...page('searchTrail', 'Searches the audit trail, newest first'),
    querystring: trailQuery,
    response: list('TrailPage'),
  };
  api.get<{ Querystring: Static<typeof trailQuery> }>(
    '/trail',
    { schema: searching, config: { act: 'trail.search' } },
    async (request, _reply) => {
      const { limit = 20, after } = request.query;
      const desk = deskOf(context, request);
      const { events, next } = await searchTheTrail(desk, termsOf(request.query), { limit, after });
      return { events: events.map(writtenEvent), next };
    },
  );
  const exporting = {
    ...page('exportTrail', 'Everything that fits as CSV or one JSON object a line'),
    querystring: trailFileQuery,
    response: answers(
      { description: 'The file', type: 'text/csv', schema: Type.String() },
      refused,
    ),
  };
  api.get<{ Querystring: Static<typeof trailFileQuery> }>(
    '/trail/export',
    { schema: exporting, config: { act: 'trail.export' } },
    async (request, reply) => {
      const { form = 'csv' } = request.query;
      const desk = deskOf(context, request);
      const pieces = await exportTheTrail(desk, termsOf(request.query), form);
      return reply
        .type(form === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="trail.${form}"`)
        .send(Readable.from(pieces));
    },
  );
}

function alertRoutes(api: FastifyInstance, context: Context): void {
  const listing = {
    ...page('listAlerts', 'Alerts on unusual reading, and what was done about each'),
    querystring: noQuery,
    response: list('AlertList'),
  };
  api.get(
    '/alerts',
    { schema: listing, config: { act: 'alert.read' } },
    async (request, _reply) => {
      const alerts = await listTheAlerts(deskOf(context, request));
      return {
        alerts: alerts.map(({ raisedAt, ...alert }) => ({
          ...alert,
          raisedAt: writtenMoment(raisedAt),
        })),
      };
    },
  );
  const following = {
    ...page('followAlert', 'Says what was done about an alert: looked-into, explained or misuse'),
    params: alertPath,
    body: stepBody,
    response: done([...refused, 404]),
  };
  api.post<{ Params: Static<typeof alertPath>; Body: Static<typeof stepBody> }>(
    '/alerts/:alert/steps',
    { schema: following, config: { act: 'alert.follow-up' } },
    async (request, reply) => {
      await followTheAlert(deskOf(context, request), request.params.alert, request.body);
      return reply.code(204).send();
    },
  );
  const embargoes = {
    ...page('listEmbargoes', 'Readings that are withheld from organisations today'),
    querystring: noQuery,
    response: list('EmbargoList'),
  };
  api.get(
    '/embargoes',
    { schema: embargoes, config: { act: 'trail.search' } },
    async (request, _reply) => {
      const found = await listTheEmbargoes(deskOf(context, request));
      return {
        embargoes: found.map(({ setAt, ...embargo }) => ({
          ...embargo,
          setAt: writtenMoment(setAt),
        })),
      };
    },
  );
}

function registerRoutes(api: FastifyInstance, context: Context): void {
  const reading = {
    ...page('getSecurityAudits', 'The security audits of a year, their findings and follow-up'),
    querystring: yearQuery,
    response: list('AuditYear'),
  };
  api.get<{ Querystring: Static<typeof yearQuery> }>(
    '/security-audits',
    { schema: reading, config: { act: 'security-audit.read' } },
    async (request, _reply) => readTheRegister(deskOf(context, request), request.query.year),
  );
  const write = { act: 'security-audit.write' };
  const entering = {
    ...page('enterSecurityAudit', 'Enters a security audit that was held'),
    body: auditBody,
    response: done(refused),
  };
  api.post<{ Body: Static<typeof auditBody> }>(
    '/security-audits',
    { schema: entering, config: write },
    async (request, reply) => {
      await enterTheAudit(deskOf(context, request), request.body);
      return reply.code(204).send();
    },
  );
  const finding = {
    ...page('enterFinding', 'Enters a finding of a security audit'),
    params: auditPath,
    body: findingBody,
    response: done([...refused, 404]),
  };
  api.post<{ Params: Static<typeof auditPath>; Body: Static<typeof findingBody> }>(
    '/security-audits/:audit/findings',
    { schema: finding, config: write },
    async (request, reply) => {
      await enterTheFinding(deskOf(context, request), request.params.audit, request.body);
      return reply.code(204).send();
    },
  );
  const following = {
    ...page('followFinding', 'Says what was done about a finding: in-progress, mended or accepted'),
    params: findingPath,
    body: stepBody,
    response: done([...refused, 404]),
  };
  api.post<{ Params: Static<typeof findingPath>; Body: Static<typeof stepBody> }>(
    '/security-audits/:audit/findings/:finding/steps',
    { schema: following, config: write },
    async (request, reply) => {
      const { audit, finding: number } = request.params;
      const place = { auditId: audit, finding: number };
      await followTheFinding(deskOf(context, request), place, request.body);
      return reply.code(204).send();
    },
  );
}
