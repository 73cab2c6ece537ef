// How often one address may ask. Counted in the memory of this process, so each process of a city counts for itself;
// the lock of an account, which must hold across all of them, is kept by the room access in the database.
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressOf } from './caller.js';
import type { Limits, Rate } from './limits.loader.js';
import { refuse } from './refusals.js';
import { visitorOf } from './visitor.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A rate of its own that a route has beside those of address and account. */
    attempts?: 'signIn' | 'token';
  }
}

type Check = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

// Remembered addresses; the longest unheard of is forgotten first.
const rememberedAddresses = 100_000;
// Asked by machines of the operator and from the browser's cache; they cost nothing.
const uncounted = new Set(['/healthz', '/readyz', '/metrics']);

/** Counts requests by address, and attempts at routes that are open to guessing. Refuses `http.too_many_requests`. */
export async function limitRates(app: FastifyInstance, { rates }: Limits): Promise<void> {
  await app.register(rateLimit, { global: false, cache: rememberedAddresses });
  const byAddress = (rate: Rate) => checkOf(app, rate, (request) => addressOf(request));
  const everything = byAddress(rates.address);
  const attempts = { signIn: byAddress(rates.signIn), token: byAddress(rates.token) };
  app.addHook('onRequest', async (request, reply) => {
    const { url, config } = request.routeOptions;
    if (uncounted.has(url ?? '')) return;
    await everything(request, reply);
    if (config.attempts && request.method === 'POST') {
      await attempts[config.attempts](request, reply);
    }
  });
}

/** Counts requests by account or API client. Refuses `http.too_many_requests`. */
export function limitAccounts(app: FastifyInstance, { rates }: Limits): void {
  const count = checkOf(app, rates.account, (request) => visitorOf(request).principal.actor);
  app.addHook('preHandler', async (request, reply) => {
    const { kind } = visitorOf(request).principal;
    if (kind === 'account' || kind === 'client') await count(request, reply);
  });
}

function checkOf(
  app: FastifyInstance,
  { most, withinSeconds }: Rate,
  keyOf: (request: FastifyRequest) => string,
): Check {
  const count = app.createRateLimit({
    max: most,
    timeWindow: withinSeconds * 1000,
    keyGenerator: keyOf,
  });
  return async (request, reply) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', String(counted.ttlInSeconds));
    throw refuse.too_many_requests({ most, within: withinSeconds, wait: counted.ttlInSeconds });
  };
}
