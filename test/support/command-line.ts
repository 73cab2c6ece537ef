// The command line as a process of its own, as people and programs run it.
import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { packageFile } from '../../src/kernel/package-files.js';

/** What a command said and how it ended. */
export interface CommandOutcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Environment and standard input of a command. */
export interface CommandSurroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: Buffer;
  readonly cwd?: string;
}

// Only what a program needs to run: the machine's own settings must not decide a test.
const inherited = ['PATH', 'TMPDIR', 'HOME'];

/** Runs `xinheng` with these words. */
export async function runCommand(
  words: readonly string[],
  { env = {}, input, cwd }: CommandSurroundings = {},
): Promise<CommandOutcome> {
  const kept = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const child = spawn(process.execPath, [packageFile('bin', 'xinheng.js'), ...words], {
    env: { ...Object.fromEntries(kept), ...env },
    ...(cwd !== undefined && { cwd }),
  });
  child.stdin.end(input);
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
  return { code: await code, out: out.toString('utf8'), err: err.toString('utf8') };
}
