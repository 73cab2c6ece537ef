// Every address asks the permission table: a route says which act it is, and none starts without.
import type { FastifyInstance } from 'fastify';
import { authorise, permissionTable } from '../access/permission.js';
import type { Act } from '../access/permission.model.js';
import { visitorOf } from './visitor.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The line of the permission table that says who may use the route. */
    act?: Act;
    /** Everybody gets the same answer: nobody is asked who he is. */
    anonymous?: true;
  }
}

/** Refuses to start for a route that names no act, or one that the permission table does not have. */
export function requireActs(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const act = config?.act;
    if (act !== undefined && permissionTable().acts.has(act)) return;
    throw new Error(
      `the route ${String(method)} ${url} names ${act === undefined ? 'no act' : `the act ${act}`}; data/access/permissions.yml has no line for it`,
    );
  });
}

/**
 * Lets nobody in whom the table lets do the act to nothing at all. What it is done to is not known here: the use case
 * asks the table again with it.
 */
export function askTable(app: FastifyInstance): void {
  // Before parameters and body are checked: whoever may not ask is told that, and nothing else.
  app.addHook('preValidation', async (request) => {
    const { act } = request.routeOptions.config;
    if (act !== undefined) authorise(visitorOf(request).principal, act);
  });
}
