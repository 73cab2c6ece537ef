// A request that brings no file has to arrive soon, however slowly its sender writes; one that brings a file may take long.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { limitArrival, takeFiles } from './upload.js';

describe('a request that arrives slowly', () => {
  let app: FastifyInstance;
  let port: number;
  before(async () => {
    app = fastify();
    limitArrival(app, 100);
    app.post('/form', async () => 'in');
    await app.register(async (scope) => {
      takeFiles(scope);
      scope.post('/file', { config: { takesFile: true } }, async ({ body }) => {
        let bytes = 0;
        for await (const piece of body as AsyncIterable<Buffer>) bytes += piece.length;
        return String(bytes);
      });
    });
    port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  after(() => app.close());

  /** Sends the head and half of the body, waits, sends the rest; gives what was answered. */
  const sendSlowly = (path: string, type: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.on('data', (piece) => {
        answer += piece.toString('utf8');
        if (answer.includes('\r\n\r\n')) socket.end();
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(answer));
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: 4\r\n\r\n{}`,
      );
      setTimeout(() => socket.write('  '), 400);
    });

  it('is cut off', async () => {
    assert.equal(await sendSlowly('/form', 'application/json'), '');
  });

  it('goes through where it brings a file', async () => {
    assert.match(await sendSlowly('/file', 'text/csv'), /^HTTP\/1\.1 200 .*\r\n\r\n4$/s);
  });
});
