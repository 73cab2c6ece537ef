// The commands of `xinheng`: their list, their help in both languages, and the way to the one that was asked for.
import { Command } from 'commander';
import type { Bilingual } from '../kernel/errors.js';
import { packageVersion } from '../runtime/build.js';
import { displayWidth } from './output.js';
import { refuse } from './refusals.js';
import type { Terminal } from './terminal.js';

/** A command group; its module is loaded only when it is asked for, which keeps the quick ones quick. */
interface CommandEntry {
  readonly summary: Bilingual;
  readonly load: () => Promise<CommandModule>;
}

/** What each command module exports: it adds arguments, options and action to its command. */
interface CommandModule {
  define(command: Command, terminal: Terminal): void;
}

const entries: Readonly<Record<string, CommandEntry>> = {
  start: {
    summary: { zh: '启动平台：公开网站和接口', en: 'start the platform: public site and API' },
    load: () => import('./start.js'),
  },
  migrate: {
    summary: { zh: '把数据库结构升到本版本', en: 'bring the database to this version' },
    load: () => import('./migrate.js'),
  },
  catalogue: {
    summary: {
      zh: '查看目录：可以归集哪些记录',
      en: 'the catalogue: which records may be collected',
    },
    load: () => import('./catalogue.js'),
  },
  template: {
    summary: {
      zh: '取得一种记录的空白表格（CSV）',
      en: 'the empty table of a kind of record (CSV)',
    },
    load: () => import('./template.js'),
  },
  code: {
    summary: { zh: '检查一个统一社会信用代码', en: 'look at a unified social credit code' },
    load: () => import('./code.js'),
  },
  calendar: {
    summary: {
      zh: '工作日历：新的放假通知改变哪些期限',
      en: 'the calendar of working days: which deadlines a notice moves',
    },
    load: () => import('./calendar.js'),
  },
  check: {
    summary: { zh: '试查一个文件，什么也不写入', en: 'try a file out; nothing is written' },
    load: () => import('./check.js'),
  },
  submit: {
    summary: { zh: '报送一个文件，逐行答复', en: 'hand in a file; every row is answered' },
    load: () => import('./submit.js'),
  },
  receipt: {
    summary: { zh: '查看一个批次的回执', en: 'the receipt of a batch' },
    load: () => import('./receipt.js'),
  },
  batch: {
    summary: {
      zh: '批次：查看、放行、驳回、撤回',
      en: 'batches: list, release, reject, take back',
    },
    load: () => import('./batch.js'),
  },
  find: {
    summary: { zh: '按名称或代码查找机构', en: 'find organisations by name or code' },
    load: () => import('./find.js'),
  },
  show: {
    summary: {
      zh: '查看一个机构的信用档案，可回看过去',
      en: 'the file of an organisation, also as of the past',
    },
    load: () => import('./show.js'),
  },
  ledger: {
    summary: {
      zh: '账本：核验、证明、标注、撤销、删改文字',
      en: 'the ledger: verify, prove, annotate, revoke, redact',
    },
    load: () => import('./ledger.js'),
  },
  rebuild: {
    summary: {
      zh: '由账本重建各投影表并逐表比较',
      en: 'rebuild the projections from the ledger and compare',
    },
    load: () => import('./rebuild.js'),
  },
  demo: {
    summary: { zh: '在空数据库中生成演示城市', en: 'make the demo city in an empty database' },
    load: () => import('./demo.js'),
  },
  agency: {
    summary: { zh: '数源部门：查看和登记', en: 'source agencies: list and enter' },
    load: () => import('./agency.js'),
  },
  account: {
    summary: {
      zh: '账户：建立、授予角色、停用、恢复、导出、抹去',
      en: 'accounts: create, grant roles, suspend, recover, export, erase',
    },
    load: () => import('./account.js'),
  },
  client: {
    summary: { zh: '接口客户端及其密钥', en: 'API clients and their secrets' },
    load: () => import('./client.js'),
  },
  binding: {
    summary: {
      zh: '机构绑定：打印带代码的函件',
      en: 'organisations: print the letter with the code',
    },
    load: () => import('./binding.js'),
  },
  secrets: {
    summary: { zh: '加密密钥：更换', en: 'the keys of encryption: rotate them' },
    load: () => import('./secrets.js'),
  },
  permissions: {
    summary: { zh: '权限表：谁可以做什么', en: 'the permission table: who may do what' },
    load: () => import('./permissions.js'),
  },
  trail: {
    summary: {
      zh: '安全审计日志：检索、导出、警示、封存',
      en: 'the audit trail: search, export, alerts, seal',
    },
    load: () => import('./trail.js'),
  },
  'security-audit': {
    summary: {
      zh: '每年的安全审计：登记、问题、整改',
      en: "the year's security audits: register, findings, follow-up",
    },
    load: () => import('./security-audit.js'),
  },
};

/** The names of all commands and groups. */
export const commandNames: readonly string[] = Object.keys(entries);

const texts = {
  program: {
    zh: '信衡：城市自己运行的公共信用信息平台，只面向机构。',
    en: 'Xinheng: the public credit information platform for organisations that a city runs itself.',
  },
  exitCodes: {
    zh: '\n退出码：0 一切正常；1 有行被退回或待核，或检查未通过；2 不能读取或使用。\n每条命令的用法：xinheng 命令 --help',
    en: '\nExit codes: 0 all is well; 1 rows were returned or held, or a check failed; 2 it could not be read or used.\nHow to use a command: xinheng COMMAND --help',
  },
  json: { zh: '以 JSON 输出，供程序读取', en: 'answer in JSON, for programs' },
  language: { zh: '语言：zh 或 en', en: 'language: zh or en' },
  verbose: { zh: '出错时显示详情', en: 'show details when something goes wrong' },
  help: { zh: '显示用法', en: 'show how to use it' },
  version: { zh: '显示版本', en: 'show the version' },
} satisfies Record<string, Bilingual>;

const chineseTitles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** The program with the command that the words ask for filled in. */
export async function buildProgram(words: readonly string[], terminal: Terminal): Promise<Command> {
  const program = new Command('xinheng');
  program
    .description(terminal.words(texts.program))
    .version(packageVersion(), '-V, --version', terminal.words(texts.version))
    .helpCommand(false)
    .exitOverride()
    // Faults are told by `usageRefusal`, in the reader's language.
    .configureOutput({ outputError: () => {} })
    .configureHelp({
      displayWidth,
      styleTitle: (title) => (terminal.language === 'zh' ? (chineseTitles[title] ?? title) : title),
      subcommandTerm: (command) => command.name(),
      commandUsage: (command) => usageOf(command, terminal),
    })
    .addHelpText('after', terminal.words(texts.exitCodes));
  addSharedOptions(program, terminal);
  const asked = words.find((word) => Object.hasOwn(entries, word));
  for (const [name, entry] of Object.entries(entries)) {
    const command = program.command(name).description(terminal.words(entry.summary));
    if (name === asked) (await entry.load()).define(command, terminal);
  }
  for (const command of everyCommand(program).slice(1)) {
    addSharedOptions(command.helpCommand(false), terminal);
  }
  return program;
}

/** All commands and the commands under them, the program first. */
function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

function addSharedOptions(command: Command, terminal: Terminal): void {
  command
    .option('--json', terminal.words(texts.json))
    .option('--lang <LANG>', terminal.words(texts.language), knownLanguage)
    .option('--verbose', terminal.words(texts.verbose))
    .helpOption('-h, --help', terminal.words(texts.help));
}

function knownLanguage(language: string): string {
  if (language !== 'zh' && language !== 'en') throw refuse.language_unknown({ language });
  return language;
}

function usageOf(command: Command, terminal: Terminal): string {
  const names: string[] = [];
  for (let at: Command | null = command; at; at = at.parent) names.unshift(at.name());
  const usage =
    terminal.language === 'zh'
      ? command.usage().replace('[options]', '[选项]').replace('[command]', '[命令]')
      : command.usage();
  return `${names.join(' ')} ${usage}`;
}
