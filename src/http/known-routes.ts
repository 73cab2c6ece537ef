// Which methods an address takes, so that a wrong method is answered as such and not as a missing address.
import type { FastifyInstance } from 'fastify';
import type { Refusal } from '../kernel/errors.js';
import { answerProblem } from './problem.js';
import { refuse } from './refusals.js';

/** Answers requests that no route takes: 405 with `Allow`, and under `/api` 404. Pages answer their own 404. */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    const path = pathOf(request.url);
    const allowed = [
      ...new Set(routes.filter((r) => r.pattern.test(path)).flatMap((r) => r.methods)),
    ];
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      reply.header('allow', allowed.join(', '));
      return answerProblem(methodRefusal(path, request.method, allowed), request, reply);
    }
    if (path === '/api' || path.startsWith('/api/')) {
      return answerProblem(refuse.address_unknown({ path: path.slice(0, 120) }), request, reply);
    }
    return;
  });
}

function methodRefusal(path: string, method: string, methods: readonly string[]): Refusal {
  return refuse.method_not_allowed({
    path: path.slice(0, 120),
    method,
    allowed: methods.join(', '),
  });
}

/** The path of a request's address, without the query. */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

// `/records/:id` and `/assets/*` as fastify writes them.
function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+').replace(/\*/g, '.*')}/?$`);
}
