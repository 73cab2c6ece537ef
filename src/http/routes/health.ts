// For those who run the platform: is it alive, can it answer, what has it counted.
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.js';

const health = {
  schema: { hide: true } as object,
  config: { act: 'system.health', anonymous: true as const },
};
const metrics = { ...health, config: { act: 'system.metrics', anonymous: true as const } };
const patienceMilliseconds = 2000;

/** Routes `/healthz` (the process), `/readyz` (the process and its database) and `/metrics` (Prometheus). */
export async function healthRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/healthz', health, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/readyz', health, async (_request, reply) => {
    const ready = await answersInTime(context);
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ok' : 'unavailable', database: ready ? 'ok' : 'no answer' });
  });
  app.get('/metrics', metrics, async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(context.metrics.contentType)
      .send(await context.metrics.metrics()),
  );
}

async function answersInTime(context: Context): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMilliseconds);
  });
  const answer = context.database.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
