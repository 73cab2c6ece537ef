// The demo city as it comes into being, for `demo` and the first `start`.
import type { DemoProgress } from '../demo/demo-city.js';
import { openDatabase } from '../kernel/database.js';
import type { Storage } from '../runtime/storage.js';
import { showProgress } from './progress.js';
import type { Terminal } from './terminal.js';

/** Watches the making of the demo city. */
export interface DemoWatch {
  readonly watch: (progress: DemoProgress) => void;
  readonly hasBegun: () => boolean;
  readonly end: () => void;
}

/** A progress bar for the demo city; a line where nobody watches a bar. */
export function showDemoProgress(terminal: Terminal): DemoWatch {
  const title = { zh: '生成演示城市', en: 'making the demo city' };
  const progress = showProgress(terminal, title, { zh: '行', en: 'rows' });
  let begun = false;
  return {
    watch: ({ rows, rowsTotal }) => {
      if (!begun && !terminal.isWatched) {
        terminal.note({
          zh: `正在生成演示城市（全部虚构），共 ${rowsTotal} 行 ……`,
          en: `Making the demo city (all of it invented), ${rowsTotal} rows ...`,
        });
      }
      begun = true;
      progress.reach(rows, rowsTotal, rows);
    },
    hasBegun: () => begun,
    end: () => progress.end(),
  };
}

/**
 * Has the server look at the tables that were just filled: the search decides by how frequent pairs of characters
 * are, and by itself the server would find out a minute later.
 */
export async function gatherStatistics({ ownerConnection }: Storage): Promise<void> {
  if (!ownerConnection) return;
  const owner = openDatabase(ownerConnection, 1);
  try {
    await owner.query('analyze');
  } finally {
    await owner.close();
  }
}
