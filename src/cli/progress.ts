// A progress bar for whoever watches; nothing where the output is piped or JSON is wanted.
import { Presets, SingleBar } from 'cli-progress';
import type { Bilingual } from '../kernel/errors.js';
import type { Terminal } from './terminal.js';

/** Tells how far a long job has come. */
export interface Progress {
  /** `done` of `total`, in whatever is counted. */
  reach(done: number, total: number, rows: number): void;
  end(): void;
}

const silent: Progress = { reach: () => {}, end: () => {} };

/** A bar on standard error. `counted`: what `rows` are, e.g. 行. */
export function showProgress(terminal: Terminal, title: Bilingual, counted: Bilingual): Progress {
  if (!terminal.isWatched) return silent;
  const bar = new SingleBar(
    {
      format: `${terminal.words(title)} [{bar}] {percentage}% · {rows} ${terminal.words(counted)} · {duration_formatted}`,
      barsize: 30,
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: null,
    },
    Presets.rect,
  );
  let running = false;
  return {
    reach(done, total, rows) {
      if (!running) bar.start(total, 0, { rows: 0 });
      running = true;
      bar.setTotal(total);
      bar.update(done, { rows });
    },
    end() {
      if (running) bar.stop();
    },
  };
}
