// Who sent a request: by the cookie of a session, or nobody in particular.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessContext, Caller } from '../access/access.model.js';
import { anyone, type Principal } from '../access/principal.model.js';
import { type FoundSession, findSession } from '../access/sessions.js';
import { callerOf } from './caller.js';
import type { Cookies } from './cookies.js';

/** Who sent a request, as the doors found out. */
export interface Visitor {
  readonly principal: Principal;
  readonly from: Caller;
  /** A session by cookie, also one whose second factor is still to come: then `principal` is `anyone`. */
  readonly session?: FoundSession & { readonly token: string };
}

const visitor = Symbol('visitor');

declare module 'fastify' {
  interface FastifyRequest {
    [visitor]: Visitor | null;
  }
}

/** Who sent the request; a stranger as long as nobody has asked, as for requests that are turned away before. */
export function visitorOf(request: FastifyRequest): Visitor {
  return request[visitor] ?? { principal: anyone, from: callerOf(request) };
}

/** Finds out who sent each request. A cookie whose session has ended is taken back. */
export function recogniseVisitors(
  app: FastifyInstance,
  access: AccessContext,
  cookies: Cookies,
): void {
  app.decorateRequest(visitor, null);
  app.addHook('onRequest', async (request, reply) => {
    request[visitor] = await recognise(access, cookies, { request, reply });
  });
}

async function recognise(
  access: AccessContext,
  cookies: Cookies,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<Visitor> {
  const from = callerOf(request);
  const token = cookies.read(request, 'session');
  if (token === undefined || request.routeOptions.config.anonymous)
    return { principal: anyone, from };
  const session = await findSession(access, token);
  if (session) return { principal: session.principal, from, session: { ...session, token } };
  cookies.clear(reply, 'session');
  return { principal: anyone, from };
}
