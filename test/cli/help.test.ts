// The help of every command, in both languages, and the exit codes around it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Command } from 'commander';
import { buildProgram, commandNames } from '../../src/cli/program.js';
import { Terminal } from '../../src/cli/terminal.js';
import { packageFile } from '../../src/kernel/package-files.js';
import { runCommand } from '../support/command-line.js';

const terminals = {
  zh: new Terminal({ language: 'zh', json: false, verbose: false }),
  en: new Terminal({ language: 'en', json: false, verbose: false }),
};

interface Described {
  readonly call: string;
  readonly command: Command;
}

async function everyCommand(language: 'zh' | 'en'): Promise<Described[]> {
  const found: Described[] = [];
  for (const name of commandNames) {
    const program = await buildProgram([name], terminals[language]);
    const command = program.commands.find((each) => each.name() === name) as Command;
    found.push({ call: `xinheng ${name}`, command });
    for (const each of command.commands) {
      found.push({ call: `xinheng ${name} ${each.name()}`, command: each });
    }
  }
  return found;
}

describe('every command', () => {
  it('has a description, described options and arguments, --json and --help', async () => {
    for (const language of ['zh', 'en'] as const) {
      for (const { call, command } of await everyCommand(language)) {
        const help = command.createHelp();
        const texts = [
          command.description(),
          ...help.visibleOptions(command).map((option) => option.description),
          ...command.registeredArguments.map((argument) => argument.description),
        ];
        for (const text of texts) {
          assert.notEqual(text, '', call);
          assert.equal(/[\u4e00-\u9fff]/.test(text), language === 'zh', `${call}: ${text}`);
        }
        const flags = help.visibleOptions(command).map((option) => option.long);
        assert.ok(flags.includes('--json') && flags.includes('--help'), call);
      }
    }
  });

  it('stands in docs/cli.md with all its options', async () => {
    const page = readFileSync(packageFile('docs', 'cli.md'), 'utf8');
    const shared = new Set(['--json', '--lang', '--verbose', '--help']);
    for (const { call, command } of await everyCommand('en')) {
      if (command.commands.length > 0) continue;
      assert.ok(page.includes(`\`${call}`), `docs/cli.md does not have ${call}`);
      for (const { long } of command.createHelp().visibleOptions(command)) {
        if (long && !shared.has(long)) assert.ok(page.includes(long), `${call} ${long}`);
      }
    }
  });
});

describe('the program', () => {
  it('shows help where it is asked for, and where nothing is', async () => {
    const asked = await runCommand(['--help']);
    assert.equal(asked.code, 0);
    for (const name of commandNames) assert.match(asked.out, new RegExp(`^  ${name} `, 'm'));
    const nothing = await runCommand([]);
    assert.deepEqual([nothing.code, nothing.out], [2, '']);
    assert.match(nothing.err, /用法/);
    const english = await runCommand(['help', 'check'], { env: { LANG: 'en_GB.UTF-8' } });
    assert.equal(english.code, 0);
    assert.match(english.out, /Usage: xinheng check/);
  });

  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
    assert.equal((await runCommand(['--version'])).out.trim(), version);
  });
});
