// `xinheng agency`: the agencies that hand over records.
import type { Command } from 'commander';
import { recordAct } from '../audit/trail.js';
import { readUscc } from '../codes/uscc.js';
import { enterAgencies, listAgencies } from '../parties/agencies.js';
import { operator, withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';

interface AddOptions {
  readonly zh?: string;
  readonly en?: string;
}

/** Adds the two commands of the group. */
export function define(command: Command, terminal: Terminal): void {
  command
    .command('list')
    .description(terminal.words({ zh: '已登记的数源部门', en: 'the agencies on file' }))
    .action(acting(() => list(terminal)));
  const adding = command
    .command('add')
    .description(
      terminal.words({
        zh: '登记一个部门，或更新它的名称',
        en: 'enter an agency, or update its name',
      }),
    )
    .argument(
      '<CODE>',
      terminal.words({
        zh: '部门的统一社会信用代码',
        en: "the agency's unified social credit code",
      }),
    )
    .option('--zh <NAME>', terminal.words({ zh: '中文名称', en: 'name in Chinese' }))
    .option('--en <NAME>', terminal.words({ zh: '英文名称', en: 'name in English' }))
    .action(acting((code: string, options: AddOptions) => add(terminal, code, options)));
  addExamples(adding, terminal, [
    'xinheng agency add CODE --zh 衡州市生态环境局 --en "Hengzhou Ecology and Environment Bureau"',
  ]);
}

function list(terminal: Terminal): Promise<ExitCode> {
  return withApplication(async ({ database }) => {
    const agencies = await listAgencies(database);
    terminal.answer(agencies);
    terminal.table(agencies.map(({ code, nameZh, nameEn }) => [code, nameZh, nameEn]));
    if (agencies.length === 0) {
      terminal.say({
        zh: '还没有登记数源部门。用 xinheng agency add 登记，或用 xinheng demo 生成演示城市。',
        en: 'No agency is on file yet. Enter one with xinheng agency add, or make the demo city with xinheng demo.',
      });
    }
    return 0;
  });
}

function add(terminal: Terminal, text: string, { zh, en }: AddOptions): Promise<ExitCode> {
  const reading = readUscc(text);
  if (reading.fault !== null) throw refuse.agency_code_wrong({ code: text });
  if (zh === undefined || en === undefined) throw refuse.agency_names_missing();
  const { code, regionCode } = reading;
  return withApplication(async ({ database, clock }) => {
    const agency = { code, nameZh: zh, nameEn: en, region: regionCode ?? null };
    await database.transaction(async (tx) => {
      await enterAgencies(tx, [agency]);
      const act = { actor: operator, act: 'agency.add', object: code };
      await recordAct(tx, { at: clock.now(), ...act, outcome: 'done' });
    });
    terminal.answer(agency);
    terminal.say({ zh: `已登记 ${code} ${zh}。`, en: `On file: ${code} ${en}.` });
    return 0;
  });
}
