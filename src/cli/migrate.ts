// `xinheng migrate`: brings the database to the schema of this program.
import type { Command } from 'commander';
import { withApplication } from './application.js';
import { acting } from './command-parts.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Adds the action. */
export function define(command: Command, terminal: Terminal): void {
  command.action(acting(() => migrate(terminal)));
}

// Opening the platform migrates, where it may: what is left is to say what was done.
function migrate(terminal: Terminal): Promise<ExitCode> {
  return withApplication(async ({ storage }) => {
    const { applied, embedded } = storage;
    terminal.answer({ applied, embedded });
    for (const file of applied) terminal.say(`  ${file}`);
    terminal.say(
      applied.length === 0
        ? {
            zh: '数据库结构已是本版本，没有改动。',
            en: 'The database is at this version already; nothing was changed.',
          }
        : {
            zh: `已执行 ${applied.length} 个迁移。`,
            en: `${applied.length} migration(s) applied.`,
          },
    );
    return 0;
  });
}
