// Headers of every answer: what a browser may do with it, how long it may be kept, what it is recognised by.
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sha256 } from '../kernel/hash.js';

const nothingFromElsewhere = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  fontSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};
/** Policy of the pages that speak with a passkey: the one script of the site, from the site itself, which sends nothing. */
export const scriptedPage = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { ...nothingFromElsewhere, scriptSrc: ["'self'"] },
  },
};
const yearSeconds = 365 * 86_400;

/** Puts the headers on every answer of the server. Must be added before the compression. */
export async function addResponseHeaders(
  app: FastifyInstance,
  publicUrl: string | undefined,
): Promise<void> {
  await app.register(helmet, {
    // No script anywhere: every page works without.
    contentSecurityPolicy: { useDefaults: false, directives: nothingFromElsewhere },
    xFrameOptions: { action: 'deny' },
    // An organisation's address in the bar tells nobody outside who was looked up.
    referrerPolicy: { policy: 'same-origin' },
    // On a site without TLS the header would be ignored, and on localhost it would hold for other programs too.
    strictTransportSecurity: publicUrl?.startsWith('https:')
      ? { maxAge: yearSeconds, includeSubDomains: false }
      : false,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply
      .header('permissions-policy', 'camera=(), geolocation=(), microphone=()')
      .header('x-request-id', request.id);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    // What has ended must not be shown from a cache: it may be kept, but is asked for again each time.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
    return mayBeUnchanged(request, reply, payload)
      ? answerUnchanged(request, reply, payload)
      : payload;
  });
}

function mayBeUnchanged(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): payload is string | Buffer {
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    reply.statusCode === 200 &&
    reply.getHeader('cache-control') !== 'no-store' &&
    (typeof payload === 'string' || Buffer.isBuffer(payload))
  );
}

/** Gives the answer its ETag (weak: compression changes the bytes); 304 where the reader has it already. */
function answerUnchanged(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: string | Buffer,
): string | Buffer {
  const given = reply.getHeader('etag');
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'utf8') : payload;
  const etag =
    typeof given === 'string' ? given : `W/"${sha256(bytes).toString('base64url').slice(0, 22)}"`;
  reply.header('etag', etag);
  if (!isKnown(etag, request.headers['if-none-match'])) return payload;
  reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return '';
}

function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}
