// Who sent a request.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { anyone, type Principal } from '../access/principal.model.js';

/** Who sent a request, as the doors found out. */
export interface Visitor {
  readonly principal: Principal;
}

const visitor = Symbol('visitor');

declare module 'fastify' {
  interface FastifyRequest {
    [visitor]: Visitor | null;
  }
}

const stranger: Visitor = { principal: anyone };

/** Who sent the request; a stranger as long as nobody has asked, as for requests that are turned away before. */
export function visitorOf(request: FastifyRequest): Visitor {
  return request[visitor] ?? stranger;
}

/** Finds out who sent each request. */
export function recogniseVisitors(app: FastifyInstance): void {
  app.decorateRequest(visitor, null);
}
