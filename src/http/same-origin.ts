// A form of another site cannot act here in a reader's name: where a request that changes something comes from.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './refusals.js';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request only reads. */
export function isReading({ method }: FastifyRequest): boolean {
  return reading.has(method);
}

/** Refuses `http.other_site` for requests that change something and were sent by a page of another site. */
export function refuseOtherSites(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook('onRequest', async (request) => {
    if (isReading(request) || isSameSite(request, publicUrl)) return;
    throw refuse.other_site();
  });
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
