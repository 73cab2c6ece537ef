// `xinheng start`: the platform with its doors open, until it is told to stop.
import type { Command } from 'commander';
import { countBatches } from '../demo/seed-city.js';
import { buildServer } from '../http/server.js';
import { dayInShanghai } from '../kernel/time.js';
import { type Doors, type PlatformParts, runPlatform } from '../main.js';
import { type Application, openApplication } from '../wiring.js';
import { fillWithDemoCity } from './demo-filling.js';
import { acting } from './program.js';
import type { ExitCode, Terminal } from './terminal.js';

const sequencerMilliseconds = 1000;
const firstCity = { seed: 1, size: 1 };

/** Adds the action. */
export function define(command: Command, terminal: Terminal): void {
  command.action(acting(() => start(terminal)));
}

async function start(terminal: Terminal): Promise<ExitCode> {
  await runPlatform({
    build: (parts) => openDoors(terminal, parts),
    announce: (urls) => announce(terminal, urls),
  });
  return 0;
}

function announce(terminal: Terminal, urls: readonly string[]): void {
  terminal.answer({ urls });
  for (const url of urls) {
    terminal.say({
      zh: `网站 ${url}    接口说明 ${url}/api/v1/openapi.json`,
      en: `Site ${url}/en    API ${url}/api/v1/openapi.json`,
    });
  }
  terminal.say({ zh: '按 Ctrl-C 停止。', en: 'Ctrl-C stops it.' });
}

async function openDoors(terminal: Terminal, parts: PlatformParts): Promise<Doors> {
  const { configuration, log, metrics } = parts;
  const application = await openApplication(parts);
  try {
    await makeFirstCity(terminal, parts, application);
    const publicUrl = configuration.publicUrl ?? `http://localhost:${configuration.port}`;
    const site = { name: configuration.siteName, publicUrl };
    const server = await buildServer({ ...application, log, metrics, site });
    const sequencer = new Sequencer(application, parts);
    return {
      listen: (place) => server.listen(place),
      close: async () => {
        await server.close();
        await sequencer.stop();
        await application.close();
      },
    };
  } catch (error) {
    await application.close();
    throw error;
  }
}

async function makeFirstCity(
  terminal: Terminal,
  { configuration, storage, stopping }: PlatformParts,
  application: Application,
): Promise<void> {
  if (!configuration.demo || (await countBatches(application)) > 0) return;
  const until = dayInShanghai(application.clock.now());
  terminal.note({
    zh: '第一次启动，先生成演示城市（设置 DEMO=off 可免）。',
    en: 'First start: the demo city is made first (DEMO=off does without it).',
  });
  await fillWithDemoCity(terminal, {
    context: application,
    storage,
    until,
    ...firstCity,
    signal: stopping,
  });
}

/** Gives batches their place in the log that a process committed and did not live to sequence. */
class Sequencer {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<unknown> = Promise.resolve();

  constructor(application: Application, { log }: Pick<PlatformParts, 'log'>) {
    const run = () => {
      this.#round = application
        .sequence()
        .catch((error: unknown) => log.error({ error }, 'the sequencer could not finish a round'))
        .then(() => {
          if (this.#timer) this.#timer = setTimeout(run, sequencerMilliseconds);
        });
    };
    this.#timer = setTimeout(run, 0);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#round;
  }
}
