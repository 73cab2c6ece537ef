// Random histories of the whole platform against a plain model, a few seeds; test/long runs many.
import { describe, it } from 'node:test';
import { runHistory } from './run-history.js';

// SIMULATION_SEED runs one seed alone, SIMULATION_STEPS makes it longer or shorter.
const only = process.env['SIMULATION_SEED'];
const seeds = only === undefined ? [1, 2, 3, 4] : [Number(only)];
const steps = Number(process.env['SIMULATION_STEPS'] ?? 40);
const widePermille = Number(process.env['SIMULATION_WIDE'] ?? 0);

describe('a random history', () => {
  for (const seed of seeds) {
    it(`of seed ${seed}`, async () => {
      const replay = `SIMULATION_SEED=${seed} SIMULATION_STEPS=${steps} SIMULATION_WIDE=${widePermille} npm test -- simulation`;
      await runHistory({ seed, steps, widePermille, replay });
    });
  }
});
