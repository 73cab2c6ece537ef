// Server-sent events: an answer that comes bit by bit while the work goes on.
import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, refusalOf, statusOf } from './problem.js';

/** Tells the reader of something; nothing happens where he has gone away. */
export type Tell = (event: string, value: unknown) => void;

const type = 'text/event-stream';
// Proxies close what is silent for long.
const silenceMilliseconds = 15_000;

/** Whether the reader asked for events. */
export function wantsEvents(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').toLowerCase().includes(type);
}

/**
 * Answers with what `work` tells. What it refuses is told as `problem`, with the document that would have been the
 * answer otherwise: the status has been sent by then.
 */
export function answerEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tell: Tell) => Promise<void>,
): FastifyReply {
  const stream = new PassThrough();
  // A reader who goes away ends the telling, not the work.
  stream.on('error', () => {});
  const write = (text: string) => {
    if (!stream.destroyed && !stream.writableEnded) stream.write(text);
  };
  const tell: Tell = (event, value) => write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
  const breathing = setInterval(() => write(': still at work\n\n'), silenceMilliseconds);
  work(tell)
    .catch((error: unknown) => {
      const refusal = refusalOf(error, request.id);
      if (statusOf(refusal) >= 500) request.log.error({ err: error }, 'request failed');
      const acceptLanguage = request.headers['accept-language'];
      tell('problem', problemOf(refusal, { id: request.id, acceptLanguage }));
    })
    .finally(() => {
      clearInterval(breathing);
      stream.end();
    });
  return reply
    .type(`${type}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream);
}
