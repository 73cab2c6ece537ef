// A form of another site cannot act here in a reader's name: where a request that changes something comes from.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { actRule } from '../access/permission.js';
import { refuse } from './refusals.js';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request only reads. */
export function isReading({ method }: FastifyRequest): boolean {
  return reading.has(method);
}

/**
 * Refuses `http.other_site` for requests that change something and were sent by a page of another site. A look at
 * what is not public changes something too: a link elsewhere would put a matter on the reading log in a clerk's name.
 */
export function refuseOtherSites(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook('onRequest', async (request) => {
    const fits = isReading(request)
      ? !isOnRecord(request) || !isFromElsewhere(request)
      : isSameSite(request, publicUrl);
    if (!fits) throw refuse.other_site();
  });
}

function isOnRecord({ routeOptions }: FastifyRequest): boolean {
  const { act } = routeOptions.config;
  return act !== undefined && actRule(act).readsNonpublic;
}

// An address that was typed, or kept as a bookmark, comes from nowhere.
function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}

/**
 * Browsers say where a request comes from, and scripts of other sites cannot change what they say. Who says nothing is no
 * browser of today; whether he may then act is for those who look at his cookie (csrf token) or his bearer token.
 */
function isSameSite(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = request.headers;
  if (origin === undefined || origin === publicUrl) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  const here = `${protocol}//${request.headers.host ?? ''}`;
  return URL.canParse(here) && new URL(here).host === host;
}
