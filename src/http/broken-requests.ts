// Answers to requests that never become one: oversized header lines, bytes that are not HTTP.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { problemOf, statusOf } from './problem.js';
import { refuse } from './refusals.js';

const reasons: Readonly<Record<number, string>> = { 400: 'Bad Request', 413: 'Content Too Large' };

/** Writes the problem document straight to the socket and closes it. */
export function answerBrokenRequest(
  error: Error & { readonly code?: string },
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal =
    error.code === 'HPE_HEADER_OVERFLOW' ? refuse.request_too_large() : refuse.request_unreadable();
  const body = JSON.stringify(problemOf(refusal, { id: randomUUID(), acceptLanguage: undefined }));
  const status = statusOf(refusal);
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\n` +
      'Content-Type: application/problem+json; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
