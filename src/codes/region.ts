// Regions by their code. What is not found here is unknown, not wrong.
import { packageFile } from '../kernel/package-files.js';
import { readRegions } from './region.loader.js';
import type { Region } from './region.model.js';

let known: ReadonlyMap<string, Region> | undefined;

/**
 * The region with that code (six digits, nine for a town). Registries use codes that are no divisions of GB/T 2260,
 * so a region that is not found never makes a unified code wrong.
 */
export function findRegion(code: string): Region | undefined {
  known ??= readRegions(packageFile('data', 'regions'));
  return known.get(code);
}
