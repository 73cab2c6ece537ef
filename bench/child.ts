// Runs one side of a measure in a process of its own, so that its memory and processor time are its own.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Queryable } from '../src/kernel/database.js';

/** What a side reports. */
export interface SideReport {
  readonly seconds: number;
  /** Processor seconds of the process and of its database connection. */
  readonly processCpuSeconds: number;
  readonly databaseCpuSeconds: number;
  readonly peakMemoryMegabytes: number;
  readonly figures: Readonly<Record<string, string | number>>;
}

/** Starts `module` with `task` and gives what it reports. */
export function runSide<Task>(module: string, task: Task): Promise<SideReport> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(module, import.meta.url), [JSON.stringify(task)]);
    let report: SideReport | undefined;
    child.on('message', (message) => {
      report = message as SideReport;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (report) resolve(report);
      else reject(new Error(`${module} ended with ${code} and no report`));
    });
  });
}

/** The task of this process. */
export function taskOfSide<Task>(): Task {
  return JSON.parse(process.argv[2] ?? '{}') as Task;
}

/** Reports what this process has measured since it began. */
export function reportSide(
  measured: Pick<SideReport, 'seconds' | 'databaseCpuSeconds' | 'figures'>,
): void {
  const used = process.resourceUsage();
  process.send?.({
    ...measured,
    processCpuSeconds: (used.userCPUTime + used.systemCPUTime) / 1e6,
    peakMemoryMegabytes: used.maxRSS / 1024,
  });
}

const clockTicksPerSecond = 100;

/** Processor seconds of the server process behind a connection; 0 where the machine does not tell. */
export async function backendCpuSeconds(connection: Queryable): Promise<number> {
  const [row] = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
  try {
    const fields = readFileSync(`/proc/${row?.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / clockTicksPerSecond;
  } catch {
    return 0;
  }
}
