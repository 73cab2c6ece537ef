// Random histories of the whole platform against a plain model: many seeds, longer, with files of several chunks.
import { describe, it } from 'node:test';
import { runHistory } from '../simulation/run-history.js';

const histories = [
  { first: 101, count: 14, steps: 50, widePermille: 0 },
  { first: 201, count: 5, steps: 30, widePermille: 120 },
] as const;
const only = process.env['SIMULATION_SEED'];

describe('random histories', () => {
  for (const { first, count, steps, widePermille } of histories) {
    for (let seed = first; seed < first + count; seed += 1) {
      if (only !== undefined && Number(only) !== seed) continue;
      it(`of seed ${seed}, ${steps} steps${widePermille > 0 ? ' with wide files' : ''}`, () => {
        const replay = `SIMULATION_SEED=${seed} npm run test:long -- long/simulation`;
        return runHistory({ seed, steps, widePermille, replay });
      });
    }
  }
});
