// `xinheng rebuild`: throws the projections away, replays the ledger into them, and compares table by table.
import type { Command } from 'commander';
import { recordAct } from '../audit/trail.js';
import { digestTables, rebuildProjections } from '../ledger/rebuild.js';
import { type CommandApplication, operator, withApplication } from './application.js';
import { acting } from './command-parts.js';
import { showProgress } from './progress.js';
import type { ExitCode, Terminal } from './terminal.js';

interface ComparedTable {
  readonly table: string;
  readonly rowsBefore: number;
  readonly rows: number;
  readonly same: boolean;
}

/** Adds the action. */
export function define(command: Command, terminal: Terminal): void {
  command.action(acting(() => rebuild(terminal)));
}

function rebuild(terminal: Terminal): Promise<ExitCode> {
  return withApplication(async (application) => {
    const { database, projectors, clock } = application;
    const tables = projectors.flatMap((projector) => projector.tables);
    const before = await digestTables(database, tables);
    const replayed = await replay(terminal, application);
    const after = await digestTables(database, tables);
    const compared = tables.map((table): ComparedTable => {
      const [was, is] = [before[table], after[table]];
      return {
        table,
        rowsBefore: was?.rows ?? 0,
        rows: is?.rows ?? 0,
        same: was?.rows === is?.rows && was?.digest === is?.digest,
      };
    });
    const act = { actor: operator, act: 'ledger.rebuild', object: `${replayed.batches}` };
    await recordAct(database, { at: clock.now(), ...act, outcome: 'done' });
    const same = compared.every((table) => table.same);
    terminal.answer({ ...replayed, same, tables: compared });
    sayComparison(terminal, compared, replayed);
    return same ? 0 : 1;
  });
}

async function replay(terminal: Terminal, { database, projectors }: CommandApplication) {
  const counted = { zh: '条目', en: 'entries' };
  const progress = showProgress(terminal, { zh: '重建', en: 'rebuilding' }, counted);
  try {
    return await rebuildProjections(database, projectors, (done, inAll) =>
      progress.reach(done, inAll, done),
    );
  } finally {
    progress.end();
  }
}

function sayComparison(
  terminal: Terminal,
  compared: readonly ComparedTable[],
  { batches, entries }: { batches: number; entries: number },
): void {
  terminal.table(
    compared.map(({ table, rowsBefore, rows, same }) => [
      same ? '✓' : '✗',
      table,
      String(rows),
      same
        ? terminal.words({ zh: '各行相同', en: 'the same rows' })
        : terminal.words({
            zh: `与重建前不同（原有 ${rowsBefore} 行）`,
            en: `other rows than before (there were ${rowsBefore})`,
          }),
    ]),
    ['left', 'left', 'right'],
  );
  terminal.say({
    zh: `已由账本的 ${batches} 个批次、${entries} 个条目重建。`,
    en: `Rebuilt from ${batches} batches and ${entries} entries of the ledger.`,
  });
  if (compared.some(({ same }) => !same)) {
    terminal.say({
      zh: '不同的表在重建前与账本不符，或重建时有新内容写入；现在的内容出自账本。再运行一次应各行相同。',
      en: 'The tables that differ did not fit the ledger before, or something was appended meanwhile; what they hold now comes from the ledger. Run it again: all rows should be the same.',
    });
  }
}
