// Runs a whole history: each step is played, then everything that must always hold is checked.
import { Random } from '../../src/demo/random.js';
import { City } from './city.js';
import { checkContent, checkFigures, checkLedger, checkRepresentatives } from './content-checks.js';
import { History, type HistoryOptions, type Step } from './history.js';
import { Identities } from './identities.js';
import { PastViews } from './past-views.js';
import { checkPeople } from './people-checks.js';
import { type Play, playStep, rebuildAndCompare } from './play.js';
import { checkPublicReads } from './public-checks.js';

/** How much of a history is run. */
export interface HistoryRun extends HistoryOptions {
  readonly seed: number;
  readonly steps: number;
  /** How to run this seed alone, for the message of a failure. */
  readonly replay: string;
}

const stepsBetweenReadings = 12;

/** Runs a history; throws with seed, step and what was done last where something does not hold. */
export async function runHistory(run: HistoryRun): Promise<void> {
  const { seed, steps } = run;
  const history = new History(seed, run);
  const city = await City.open();
  const identities = { records: new Identities(), subjects: new Identities() };
  const watch: Watch = {
    play: { city, model: history.model, identities },
    views: new PastViews(),
    random: new Random(seed, 5),
  };
  const told: string[] = [];
  try {
    for (let step = 1; step <= steps; step += 1) {
      const next = history.next(city.clock.now());
      told.push(`${step} ${tell(next)}`);
      await playStep(watch.play, next);
      await checkAfter(watch, next);
      if (step % stepsBetweenReadings === 0)
        await checkPeople(watch.play, history.model.goneTexts());
    }
    await rebuildAndCompare(city);
    await checkAfter(watch, { does: 'rebuild' });
    await checkPeople(watch.play, history.model.goneTexts());
  } catch (error) {
    const message = `seed ${seed}: ${(error as Error).message}\n  after ${told.slice(-6).join('\n        ')}\n  again: ${run.replay}`;
    throw new Error(message, { cause: error });
  } finally {
    await city.close();
  }
}

interface Watch {
  readonly play: Play;
  readonly views: PastViews;
  readonly random: Random;
}

async function checkAfter({ play, views, random }: Watch, step: Step): Promise<void> {
  const { city, model, identities } = play;
  if (step.does === 'redact') views.redact(identities.records.get(step.record.key), step.field);
  await checkLedger(play);
  await views.check(city);
  const subjects = [...model.registry.subjects.keys()];
  if (subjects.length > 0) {
    const subject = random.pick(subjects);
    await views.take(city, identities.subjects.get(subject), random);
  }
  await checkContent(play);
  await checkFigures(play);
  await checkRepresentatives(play);
  await checkPublicReads(play, random);
}

function tell(step: Step): string {
  switch (step.does) {
    case 'hand-in':
      return `${step.does} ${step.file.kind}, ${step.rows.length} rows: ${step.answers.slice(0, 20).join(' ')}`;
    case 'break-off':
    case 'sequence':
    case 'rebuild':
      return step.does;
    case 'move-clock':
      return `${step.does} ${step.milliseconds / 3_600_000} h`;
    case 'annotate':
    case 'revoke':
      return `${step.does} ${step.record.key}`;
    case 'relink':
      return `${step.does} ${step.record.key} to ${step.to}`;
    case 'redact':
      return `${step.does} ${step.field} of ${step.record.key}`;
  }
}
