// A demo city that was begun and not completed: known by the audit trail, so that the next start goes on with it.
import { recordAct } from '../audit/trail.js';
import type { Queryable } from '../kernel/database.js';
import { isIsoDay } from '../kernel/time.js';
import type { DemoRequest } from './city.js';
import { listDemoActs } from './seed-city.store.js';

/** How the demo city of a platform stands: not begun, begun and left half made, or complete. */
export type DemoState =
  | { readonly state: 'none' | 'complete' }
  | { readonly state: 'begun'; readonly request: DemoRequest };

/** Reads how far the demo city is. */
export async function findDemoState(database: Queryable): Promise<DemoState> {
  const acts = await listDemoActs(database);
  if (acts.some(({ act }) => act === 'demo.complete')) return { state: 'complete' };
  const request = readRequest(acts[0]?.object ?? '');
  return request ? { state: 'begun', request } : { state: 'none' };
}

/** Puts on the trail that this city is begun, or that it is complete. `at`: milliseconds. */
export function recordDemoState(
  database: Queryable,
  state: 'begin' | 'complete',
  { at, request }: { readonly at: number; readonly request: DemoRequest },
): Promise<void> {
  const act = { actor: 'process', act: `demo.${state}`, object: writeRequest(request) };
  return recordAct(database, { at, ...act, outcome: 'done' });
}

/** The three values that make a city, in one line: `seed=1 size=0.05 until=2026-06-30`. */
export function writeRequest({ seed, size, until }: DemoRequest): string {
  return `seed=${seed} size=${size} until=${until}`;
}

function readRequest(text: string): DemoRequest | undefined {
  const [, seed, size, until = ''] = /^seed=(\S+) size=(\S+) until=(\S+)$/.exec(text) ?? [];
  if (!isIsoDay(until)) return undefined;
  return { seed: Number(seed), size: Number(size), until };
}
