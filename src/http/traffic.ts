// What is kept of each request: one line without query and address of the reader, and a count for the metrics.
import type { FastifyInstance } from 'fastify';
import { Histogram, type Registry } from 'prom-client';
import { pathOf } from './known-routes.js';

const name = 'xinheng_http_request_duration_seconds';
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
// Asked every few seconds by machines; they would fill the log.
const unlogged = new Set(['/healthz', '/readyz', '/metrics']);

/** Logs and counts every request of the server. What was searched for is not kept: it may be a name. */
export function keepTraffic(app: FastifyInstance, metrics: Registry): void {
  const durations =
    (metrics.getSingleMetric(name) as Histogram | undefined) ??
    new Histogram({
      name,
      help: 'Time to answer a request, by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets,
      registers: [metrics],
    });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? '(none)';
    const milliseconds = reply.elapsedTime;
    durations.observe(
      { method: request.method, route, status: reply.statusCode },
      milliseconds / 1000,
    );
    if (unlogged.has(route)) return;
    request.log.info(
      {
        method: request.method,
        path: pathOf(request.url),
        status: reply.statusCode,
        milliseconds: Math.round(milliseconds * 10) / 10,
      },
      'request',
    );
  });
}
