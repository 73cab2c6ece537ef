// What every command module is made with: its action with an exit code, and its examples.
import type { Command } from 'commander';
import type { ExitCode, Terminal } from './terminal.js';

/** Runs what a command does and leaves its exit code to the process. */
export function acting<Words extends unknown[]>(
  work: (...words: Words) => Promise<ExitCode>,
): (...words: Words) => Promise<void> {
  return async (...words) => {
    process.exitCode = await work(...words);
  };
}

/** Examples under the help of a command. */
export function addExamples(
  command: Command,
  terminal: Terminal,
  examples: readonly string[],
): void {
  const title = terminal.words({ zh: '例如：', en: 'For example:' });
  command.addHelpText(
    'after',
    `\n${title}\n${examples.map((example) => `  ${example}`).join('\n')}`,
  );
}
