// No address without a line in the permission table, and nobody passes whom the table does not let pass.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fastify from 'fastify';
import { permissionTable } from '../access/permission.js';
import { refusalOf, statusOf } from './problem.js';
import { askTable, requireActs } from './route-acts.js';

function doors() {
  const app = fastify();
  app.setErrorHandler((error, request, reply) =>
    reply.code(statusOf(refusalOf(error, request.id))).send(),
  );
  requireActs(app);
  askTable(app);
  return app;
}

describe('a route', () => {
  test('without an act does not start', () => {
    assert.throws(() => doors().get('/x', async () => 'x'), /names no act/);
    assert.throws(() => doors().post('/x', { config: {} }, async () => 'x'), /names no act/);
  });

  test('with an act that is not in the table does not start', () => {
    const route = { config: { act: 'public.write' } };
    assert.throws(() => doors().get('/x', route, async () => 'x'), /the act public\.write/);
  });

  test('of every act that is not for anyone turns strangers away', async () => {
    const app = doors();
    const acts = [...permissionTable().acts.values()];
    for (const { act } of acts) app.get(`/${act}`, { config: { act } }, async () => 'in');
    for (const { act, allow } of acts) {
      const { statusCode, body } = await app.inject(`/${act}`);
      const isOpen = allow.some(({ who }) => who === 'anyone');
      assert.deepEqual([statusCode, body], isOpen ? [200, 'in'] : [401, ''], act);
    }
  });
});
