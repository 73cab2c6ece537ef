// Measures the product beside floors: `npm run bench`, or one measure by name, `npm run bench -- intake --rows 200000`.
import { measureIntake } from './intake.js';
import type { Measure } from './measure.model.js';

const measures: Readonly<Record<string, Measure>> = { intake: measureIntake };

const [name, ...words] = process.argv.slice(2);
const wanted = name === undefined || name.startsWith('--') ? Object.keys(measures) : [name];
const options = readOptions(name?.startsWith('--') ? [name, ...words] : words);
for (const each of wanted) {
  const measure = measures[each];
  if (!measure) {
    console.error(`There is no measure "${each}". Measures: ${Object.keys(measures).join(', ')}.`);
    process.exit(2);
  }
  console.log(JSON.stringify(await measure(options)));
}

function readOptions(given: readonly string[]): { rows: number; rounds: number } {
  const read = (option: string, otherwise: number): number => {
    const at = given.indexOf(option);
    const value = at < 0 ? otherwise : Number(given[at + 1]);
    if (Number.isInteger(value) && value > 0) return value;
    console.error(`${option} takes a whole number above 0.`);
    process.exit(2);
  };
  return { rows: read('--rows', 200_000), rounds: read('--rounds', 3) };
}
