// `xinheng code USCC`: how a unified social credit code is built, and what is wrong with it.
import type { Command } from 'commander';
import { findRegion } from '../codes/region.js';
import { isPilotPeriodForm, readUscc, type UsccFault, type UsccReading } from '../codes/uscc.js';
import { type Bilingual, fillTemplate } from '../kernel/errors.js';
import { acting, addExamples } from './command-parts.js';
import type { ExitCode, Terminal } from './terminal.js';

const faultTexts: Readonly<Record<UsccFault, Bilingual>> = {
  length: {
    zh: '不是 18 位，读到 {length} 位。对照营业执照或登记证书补齐。',
    en: 'It does not have 18 characters; {length} were read. Compare it with the licence or certificate.',
  },
  character: {
    zh: '含有不会出现的字符：代码只用数字和大写字母，不用 I、O、S、V、Z。常见的误写是把 0 写成 O、1 写成 I。',
    en: 'It has characters that never occur: digits and capital letters without I, O, S, V, Z. Often 0 was read as O, or 1 as I.',
  },
  department: {
    zh: '第 1 位不是存在的登记管理部门。对照证照改正。',
    en: 'Position 1 is no registration department that exists. Compare it with the certificate.',
  },
  category: {
    zh: '第 2 位不是该登记管理部门存在的机构类别。对照证照改正。',
    en: 'Position 2 is no category that this registration department has. Compare it with the certificate.',
  },
  region: {
    zh: '第 3 至 8 位应为 6 位数字。对照证照改正。',
    en: 'Positions 3 to 8 should be six digits. Compare it with the certificate.',
  },
  inner_check: {
    zh: '第 17 位（组织机构代码的校验码，GB 11714）不符：前面各位如果都对，应为 {expected}。对照证照改正。',
    en: 'Position 17 (check character of the organisation code, GB 11714) does not fit: were all before it right, it would be {expected}. Compare it with the certificate.',
  },
  check: {
    zh: '末位校验码（GB 32100）不符：前 17 位如果都对，应为 {expected}。',
    en: 'The last character (check character, GB 32100) does not fit: were the first 17 right, it would be {expected}.',
  },
};

const pilotPeriod: Bilingual = {
  zh: '其余各位都对，可能是试点时期发放、至今合法的代码；报送时该行待人工核实，不会被退回。',
  en: 'All else is right, so it may be a legal code of the pilot period; when handed in, the row is held for a person and not returned.',
};

/** Adds arguments and action. */
export function define(command: Command, terminal: Terminal): void {
  command
    .argument('<USCC>', terminal.words({ zh: '统一社会信用代码', en: 'the code' }))
    .action(acting(async (text: string) => showCode(terminal, text)));
  addExamples(command, terminal, ['xinheng code 91991100MA7CX4D20D']);
}

function showCode(terminal: Terminal, text: string): ExitCode {
  const reading = readUscc(text);
  const region = reading.regionCode === undefined ? undefined : findRegion(reading.regionCode);
  const message = messageOf(reading);
  terminal.answer({
    ...reading,
    right: reading.fault === null,
    pilotPeriodForm: isPilotPeriodForm(text),
    ...(region && { region: region.name }),
    message,
  });
  terminal.say(reading.code);
  terminal.table(structureRows(terminal, reading, region?.name));
  terminal.say(message);
  return reading.fault === null ? 0 : 1;
}

function structureRows(
  terminal: Terminal,
  reading: UsccReading,
  region: Bilingual | undefined,
): string[][] {
  const { code, fault, department, category, regionCode } = reading;
  if (fault === 'length' || fault === 'character') return [];
  const words = (text: Bilingual) => terminal.words(text);
  const unknown = words({ zh: '（未知）', en: '(unknown)' });
  const regionName = region
    ? words(region)
    : words({
        zh: '（区划表中没有；不影响代码是否正确）',
        en: '(not in our list; that makes no code wrong)',
      });
  return [
    [
      '1',
      code.slice(0, 1),
      words({ zh: '登记管理部门', en: 'registration department' }),
      department ? words(department) : unknown,
    ],
    [
      '2',
      code.slice(1, 2),
      words({ zh: '机构类别', en: 'category' }),
      category ? words(category) : unknown,
    ],
    [
      '3-8',
      code.slice(2, 8),
      words({ zh: '登记管理机关行政区划', en: 'region of the registry' }),
      regionCode === undefined ? '' : regionName,
    ],
    [
      '9-17',
      code.slice(8, 17),
      words({ zh: '主体标识码（组织机构代码）', en: 'organisation code' }),
      '',
    ],
    ['18', code.slice(17), words({ zh: '校验码', en: 'check character' }), ''],
  ];
}

function messageOf(reading: UsccReading): Bilingual {
  if (reading.fault === null) return { zh: '代码正确。', en: 'The code is right.' };
  const template = faultTexts[reading.fault];
  const values = { length: reading.code.length, expected: reading.expectedCheck ?? '' };
  const [zh, en] = [fillTemplate(template.zh, values), fillTemplate(template.en, values)];
  if (reading.fault !== 'check') return { zh, en };
  return { zh: zh + pilotPeriod.zh, en: `${en} ${pilotPeriod.en}` };
}
