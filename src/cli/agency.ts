// `xinheng agency`: the agencies that hand over records.
import type { Command } from 'commander';
import { authorise } from '../access/permission.js';
import { consolePrincipal } from '../access/principal.model.js';
import { recordAct } from '../audit/trail.js';
import { readUscc } from '../codes/uscc.js';
import { enterAgencies, listAgencies, setNeedsRelease } from '../parties/agencies.js';
import { operator, withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { refuse } from './refusals.js';
import type { ExitCode, Terminal } from './terminal.js';

interface AddOptions {
  readonly zh?: string;
  readonly en?: string;
}

/** Adds the commands of the group. */
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
  defineRelease(command, terminal);
}

function defineRelease(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const release = command
    .command('needs-release')
    .description(
      words(
        '设定该部门报送的批次是否须由另一人放行',
        'say whether a second person of the agency releases what it hands in',
      ),
    )
    .argument('<CODE>', words('部门代码', 'code of the agency'))
    .argument('<YES|NO>', words('yes 或 no', 'yes or no'))
    .action(acting((code: string, answer: string) => needsRelease(terminal, code, answer)));
  addExamples(release, terminal, ['xinheng agency needs-release CODE yes']);
}

function needsRelease(terminal: Terminal, code: string, answer: string): Promise<ExitCode> {
  if (answer !== 'yes' && answer !== 'no') throw refuse.yes_or_no({ value: answer });
  const needed = answer === 'yes';
  return withApplication(async ({ database, clock }) => {
    authorise(consolePrincipal, 'agency.change', { agencyCode: code });
    await database.transaction(async (tx) => {
      await setNeedsRelease(tx, code, needed);
      const act = { actor: operator, act: 'agency.change', object: code };
      await recordAct(tx, { at: clock.now(), ...act, outcome: 'done' });
    });
    terminal.answer({ code, needsRelease: needed });
    terminal.say(
      needed
        ? {
            zh: `${code} 今后报送的批次须由另一人放行后才入库。`,
            en: `What ${code} hands in from now on is on file once a second person has released it.`,
          }
        : {
            zh: `${code} 今后报送的批次直接入库；已在等待的仍须放行。`,
            en: `What ${code} hands in from now on is on file at once; what waits already goes on waiting.`,
          },
    );
    return 0;
  });
}

function list(terminal: Terminal): Promise<ExitCode> {
  return withApplication(async ({ database }) => {
    const agencies = await listAgencies(database);
    terminal.answer(agencies);
    const remark = terminal.words({ zh: '须放行', en: 'needs release' });
    terminal.table(
      agencies.map(({ code, nameZh, nameEn, needsRelease: needed }) => [
        code,
        nameZh,
        nameEn,
        needed ? remark : '',
      ]),
    );
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
