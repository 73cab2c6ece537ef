// The entry of the command line; bin/xinheng.js loads it.
import { type Command, CommanderError } from 'commander';
import { buildProgram } from './program.js';
import { readSettings, Terminal } from './terminal.js';
import { usageRefusal } from './usage-faults.js';

await runCommandLine(process.argv.slice(2));

/** Runs the command that the words ask for; leaves its exit code in `process.exitCode`. */
async function runCommandLine(given: readonly string[]): Promise<void> {
  // Until something is done, nothing is.
  process.exitCode = 2;
  const words = given[0] === 'help' ? [...given.slice(1), '--help'] : [...given];
  const terminal = new Terminal(readSettings(words, process.env));
  try {
    const program = await buildProgram(words, terminal);
    await parse(program, words, terminal);
  } catch (error) {
    terminal.fail(error);
  }
}

async function parse(
  program: Command,
  words: readonly string[],
  terminal: Terminal,
): Promise<void> {
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // `--help` and `--version` were answered; help that nobody asked for was shown instead of doing anything.
    if (error.exitCode === 0) process.exitCode = 0;
    else if (error.code !== 'commander.help') {
      terminal.fail(usageRefusal(error, callOf(program, words), terminal.language));
    }
  }
}

/** The command as it was called, without its arguments: `xinheng ledger verify`. */
function callOf(program: Command, words: readonly string[]): string {
  const names = [program.name()];
  let command: Command | undefined = program;
  for (const word of words) {
    command = command.commands.find((each) => each.name() === word);
    if (!command) break;
    names.push(word);
  }
  return names.join(' ');
}
