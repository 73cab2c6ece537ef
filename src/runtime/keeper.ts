// The keeper: a shell of a few lines that holds the embedded server for all processes that use it.
// Each user holds the writing end of one FIFO. When the last one is gone, however it went, the keeper's
// reading end sees the end of the file and stops the server: no process can leave an orphan behind.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, existsSync, openSync } from 'node:fs';

// `read` and not `cat`: a builtin, so that killing the watcher leaves nothing behind.
// The interrupt is sent again and again: a server that has only just begun does not listen yet. It ends after
// ten minutes for a server that is gone but was not fetched by its parent, and so answers for ever.
// Without a command the keeper watches over a server whose own keeper was killed.
const script = `
trap '' HUP INT TERM
exec 3<&0 </dev/null
folder=$1
server=$2
shift 2
stop_when_unused() {
  read -r _ <&3
  exec 3<&-
  tries=0
  while [ "$tries" -lt 600 ] && kill -INT "$server" 2>/dev/null; do
    tries=$((tries + 1))
    sleep 1
  done
}
if [ "$server" -gt 0 ]; then
  stop_when_unused
  exit 0
fi
"$@" 3<&- &
server=$!
stop_when_unused &
watcher=$!
wait "$server"
result=$?
kill -KILL "$watcher" 2>/dev/null
if [ -n "$folder" ]; then rm -rf "$folder"; fi
exit "$result"
`;

/** What a keeper is to hold. */
export interface Keeping {
  readonly fifo: string;
  /** The server's command with its arguments; empty where a running server is to be watched over. */
  readonly command: readonly string[];
  readonly watchedPid?: number;
  /** Deleted with all it holds once the server has stopped (servers of a test run). */
  readonly temporaryFolder?: string;
  /** Open file that takes what the server prints. */
  readonly logFile: number;
}

/** A keeper just started, and our own hold on it. */
export interface Kept {
  readonly hold: number;
  readonly child: ChildProcess;
}

/** Makes the FIFO where it is missing. */
export function makeFifo(path: string): void {
  if (existsSync(path)) return;
  const made = spawnSync('mkfifo', ['-m', '600', path], { encoding: 'utf8' });
  if (made.status !== 0 && !existsSync(path)) {
    throw new Error(`mkfifo ${path}: ${made.stderr ?? made.error?.message}`);
  }
}

/** Starts a keeper. Our hold exists before the keeper does, so there is no moment without one. */
export function startKeeper(keeping: Keeping): Kept {
  const first = openSync(keeping.fifo, constants.O_RDONLY | constants.O_NONBLOCK);
  const hold = openSync(keeping.fifo, constants.O_WRONLY);
  // Opened again: the first one would make the shell's `read` return at once instead of waiting.
  const reading = openSync(keeping.fifo, constants.O_RDONLY);
  closeSync(first);
  const child = spawn(
    '/bin/sh',
    [
      '-c',
      script,
      'xinheng-keeper',
      keeping.temporaryFolder ?? '',
      String(keeping.watchedPid ?? 0),
      ...keeping.command,
    ],
    {
      // A session of its own: Ctrl-C in the terminal is for us, not for the server.
      detached: true,
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: [reading, keeping.logFile, keeping.logFile],
    },
  );
  closeSync(reading);
  child.unref();
  return { hold, child };
}

/** Takes a hold on a keeper that is there; nothing where none is. */
export function holdKeeper(fifo: string): number | undefined {
  try {
    return openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENXIO' || code === 'ENOENT') return undefined;
    throw error;
  }
}
