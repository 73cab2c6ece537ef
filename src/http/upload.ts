// Files that are handed in over the network: the body as it comes, never held as a whole, within limits.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IntakeLimits } from '../intake/limits.loader.js';
import { refuse } from './refusals.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is a file and may take as long as data/intake/limits.yml says. */
    takesFile?: true;
  }
}

/** The media types under which a table is taken. */
export const fileTypes = ['text/csv', 'text/tab-separated-values', 'application/octet-stream'];

const minute = 60_000;
const megabyte = 1024 * 1024;

/** The longest that any request may take to arrive, in milliseconds. */
export function longestArrival({ uploadMinutes }: IntakeLimits): number {
  return uploadMinutes * minute;
}

/**
 * Lets a request that brings no file arrive within `milliseconds` only. The server itself has one limit for all, which
 * must be as long as the longest file takes.
 */
export function limitArrival(app: FastifyInstance, milliseconds: number): void {
  app.addHook('onRequest', async ({ raw, headers, routeOptions }) => {
    const hasBody = 'content-length' in headers || 'transfer-encoding' in headers;
    if (!hasBody || routeOptions.config.takesFile) return;
    const timer = setTimeout(() => {
      if (!raw.complete) raw.destroy();
    }, milliseconds);
    raw.once('close', () => clearTimeout(timer));
  });
}

/** Hands the body of every route of this scope on as the stream that it is, under `fileTypes` only. */
export function takeFiles(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(fileTypes, (_request, payload, done) => done(null, payload));
}

/**
 * The bytes of the file, once. Refuses `http.content_encoded` at once, `http.file_too_large` as soon as it is, and
 * `http.file_broken_off` where the sender went away.
 */
export function fileOf(
  request: FastifyRequest,
  { uploadMegabytes }: IntakeLimits,
): AsyncIterable<Uint8Array> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw refuse.content_encoded({ value: encoding.slice(0, 40) });
  const tooLarge = () => refuse.file_too_large({ limit: uploadMegabytes });
  const most = uploadMegabytes * megabyte;
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
  return limited((request.body ?? []) as AsyncIterable<Uint8Array>, most, tooLarge);
}

async function* limited(
  body: AsyncIterable<Uint8Array>,
  most: number,
  tooLarge: () => Error,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const pieces = toIterator(body);
  for (;;) {
    const next = await pieces.next().catch(() => {
      throw refuse.file_broken_off();
    });
    if (next.done) return;
    bytes += next.value.length;
    if (bytes > most) throw tooLarge();
    yield next.value;
  }
}

// A request without a body has no stream.
async function* toIterator(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* body;
}
