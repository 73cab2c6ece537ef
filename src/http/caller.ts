// Where a request comes from, as far as it is kept: the address to count attempts by, the sort of browser for the list of
// sessions.
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../access/access.model.js';

// The first that fits: every browser also claims to be its forerunners.
const browsers = [
  [/Edg\//, 'Edge'],
  [/MicroMessenger\//, 'WeChat'],
  [/Firefox\//, 'Firefox'],
  [/(Headless)?Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;
const systems = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
] as const;

/** Address and sort of browser of a request. */
export function callerOf(request: FastifyRequest): Caller {
  return { address: addressOf(request), device: deviceOf(request.headers['user-agent'] ?? '') };
}

/** The address a request is counted under: IPv6 by its first 64 bits, which one line of a house shares. */
export function addressOf(request: FastifyRequest): string {
  return normalizeIP(request.ip);
}

/** `Firefox, Linux`: enough to know one's own devices by, too little to follow anybody. */
export function deviceOf(userAgent: string): string {
  const nameIn = (sorts: readonly (readonly [RegExp, string])[]) =>
    sorts.find(([sign]) => sign.test(userAgent))?.[1];
  return [nameIn(browsers), nameIn(systems)].filter((name) => name !== undefined).join(', ');
}
