// What the process counts, for Prometheus: /metrics gives this registry's text.
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** A registry with the process's own figures (memory, processor, event loop) and the version in it. */
export function openMetrics(version: string): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'xinheng_build_info',
    help: 'Always 1; the label is the version of the program',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version }, 1);
  return registry;
}
