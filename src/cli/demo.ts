// `xinheng demo`: an invented city in an empty database, to try the platform out and to measure it.
import type { Command } from 'commander';
import type { DemoPlan } from '../demo/plan.model.js';
import { seedDemoCity } from '../demo/seed-city.js';
import { dayInShanghai } from '../kernel/time.js';
import { withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { gatherStatistics, showDemoProgress } from './demo-filling.js';
import type { ExitCode, Terminal } from './terminal.js';
import { requireDay, requireNumber } from './written-values.js';

interface DemoOptions {
  readonly seed: string;
  readonly size: string;
  readonly until?: string;
}

/** Adds options and action. */
export function define(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  command
    .option(
      '--seed <N>',
      words(
        '种子：同一种子得到同一座城市（默认 1）',
        'the same seed gives the same city (1 unless given)',
      ),
      '1',
    )
    .option(
      '--size <S>',
      words(
        '规模：1 为两万个主体、约二十万条记录（默认 1）',
        '1 stands for 20,000 organisations and some 200,000 records (1 unless given)',
      ),
      '1',
    )
    .option(
      '--until <DATE>',
      words('24 个月的最后一天；不写则为今天', 'the last day of the 24 months; today unless given'),
    )
    .action(acting((options: DemoOptions) => demo(terminal, options)));
  addExamples(command, terminal, [
    'xinheng demo --size 0.05',
    'xinheng demo --seed 7 --size 1 --until 2026-06-30',
  ]);
}

function demo(terminal: Terminal, options: DemoOptions): Promise<ExitCode> {
  const seed = requireNumber('--seed', options.seed);
  const size = requireNumber('--size', options.size);
  const until = options.until === undefined ? undefined : requireDay('--until', options.until);
  return withApplication(async (application) => {
    const { storage, clock } = application;
    const progress = showDemoProgress(terminal);
    try {
      const plan = await seedDemoCity(application, {
        seed,
        size,
        until: until ?? dayInShanghai(clock.now()),
        onProgress: progress.watch,
      });
      await gatherStatistics(storage);
      progress.end();
      sayPlan(terminal, plan);
      return 0;
    } finally {
      progress.end();
    }
  });
}

function sayPlan(terminal: Terminal, plan: DemoPlan): void {
  terminal.answer(plan);
  terminal.say({
    zh: `演示城市已生成（全部虚构）：${plan.organisations} 个机构，${plan.agencies} 个部门，${plan.files} 个文件，${plan.rows} 行，截至 ${plan.until}。`,
    en: `The demo city is made (all of it invented): ${plan.organisations} organisations, ${plan.agencies} agencies, ${plan.files} files, ${plan.rows} rows, until ${plan.until}.`,
  });
}
