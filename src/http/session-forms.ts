// Whoever acts through the cookie of a session brings the token that its own pages carry.
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './refusals.js';
import { isReading } from './same-origin.js';
import { visitorOf } from './visitor.js';

/** Refuses `http.form_stale` for acts through a session that do not carry its token, as field or header. */
export function askForFormToken(app: FastifyInstance): void {
  app.addHook('preHandler', async (request) => {
    const { session } = visitorOf(request);
    if (!session || isReading(request)) return;
    if (!isSame(givenToken(request), session.csrf)) throw refuse.form_stale();
  });
}

function givenToken({ headers, body }: FastifyRequest): string {
  const given = headers['x-csrf-token'] ?? (body as { csrf?: unknown } | null | undefined)?.csrf;
  return typeof given === 'string' ? given : '';
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
