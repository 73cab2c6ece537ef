// Who sent a request: by the cookie of a session, by the token of an API client, or nobody in particular.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessContext, Caller } from '../access/access.model.js';
import { anyone, type Principal } from '../access/principal.model.js';
import { type FoundSession, findSession } from '../access/sessions.js';
import { findClient } from '../access/tokens.js';
import { callerOf } from './caller.js';
import type { Cookies } from './cookies.js';
import { refuse } from './refusals.js';

/** Who sent a request, as the doors found out. */
export interface Visitor {
  readonly principal: Principal;
  readonly from: Caller;
  /** A session by cookie, also one whose second factor is still to come: then `principal` is `anyone`. */
  readonly session?: FoundSession & { readonly token: string };
  /** What the browser keeps of a sign-in at the city's identity provider. */
  readonly journey?: string;
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

/** Finds out who sent each request. A cookie whose session has ended is taken back; an unknown token is refused. */
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
  if (request.routeOptions.config.anonymous) return { principal: anyone, from };
  const bearer = bearerToken(request);
  if (bearer !== undefined) {
    const principal = await findClient(access, bearer);
    if (principal) return { principal, from };
    reply.header('www-authenticate', 'Bearer error="invalid_token"');
    throw refuse.token_unknown();
  }
  const journey = cookies.read(request, 'journey');
  const stranger = { principal: anyone, from, ...(journey !== undefined && { journey }) };
  const token = cookies.read(request, 'session');
  if (token === undefined) return stranger;
  const session = await findSession(access, token);
  if (session) {
    return { ...stranger, principal: session.principal, session: { ...session, token } };
  }
  cookies.clear(reply, 'session');
  return stranger;
}

// RFC 6750, 2.1. Other schemes are for proxies in front and none of ours.
function bearerToken({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +([\w.~+/=-]{1,200})$/i.exec(headers.authorization ?? '')?.[1];
}
