// The matters that agencies hand in rows about: each gives rows of many editions, always the same for one edition.
import type { Random } from '../../src/demo/random.js';
import { addDays, type IsoDay } from '../../src/kernel/time.js';
import { type Organisation, personName } from './organisations.js';
import { RowDraft, type SimulatedRow, type SubjectMeaning } from './row-draft.js';

/** One decision or one registration. */
export interface Matter {
  readonly kind: string;
  readonly number: number;
  readonly organisation: Organisation;
  /** The authority in the row, which is part of the key. */
  readonly agencyCode: string;
  readonly decidedOn: IsoDay;
  /** 0 to 99: decides about what is the same in all its editions. */
  readonly sort: number;
}

/** Which edition of a matter, and how its cells are written. */
export interface Edition {
  readonly edition: number;
  /** Draws among ways to write the same. */
  readonly writing: Random;
}

export const penaltyKind = 'administrative-penalty';
export const licenceKind = 'administrative-licence';
export const registrationKind = 'organisation-registration';

/** A row with nothing wrong in it, and its draft, so that something can be made wrong. */
export interface GoodRow {
  readonly row: SimulatedRow;
  readonly draft: RowDraft;
}

/** Names of the fields that all kinds have in one way or another. */
export const fieldsOf = {
  [penaltyKind]: {
    name: 'CF_XDR_MC',
    code: 'CF_XDR_SHXYM',
    number: 'CF_XDR_GSZC',
    category: 'CF_XDR_LB',
    representative: 'CF_FRDB',
    identity: 'CF_FR_ZJHM',
    text: 'CF_SY',
    required: 'CF_YJ',
    decidedOn: 'CF_JDRQ',
    agencyCode: 'CF_CFJGDM',
  },
  [licenceKind]: {
    name: 'XK_XDR_MC',
    code: 'XK_XDR_SHXYM',
    number: 'XK_XDR_GSZC',
    category: 'XK_XDR_LB',
    representative: 'XK_FRDB',
    identity: 'XK_FR_ZJHM',
    text: 'XK_NR',
    required: 'XK_XKWS',
    decidedOn: 'XK_JDRQ',
    agencyCode: 'XK_XKJGDM',
  },
  [registrationKind]: {
    name: 'name',
    code: 'uscc',
    number: 'registrationNumber',
    category: 'organisationKind',
    representative: 'representative',
    identity: 'representativeDocument',
    text: 'businessScope',
    required: 'authority',
    decidedOn: 'approvedOn',
    agencyCode: 'authorityCode',
  },
} as const;

/** A kind of record that the history has rows of. */
export type SimulatedKind = keyof typeof fieldsOf;

/** The row of an edition. */
export function goodRow(matter: Matter, edition: Edition): GoodRow {
  if (matter.kind === penaltyKind) return penalty(matter, edition);
  return matter.kind === licenceKind ? licence(matter, edition) : registration(matter, edition);
}

function penalty(matter: Matter, { edition, writing }: Edition): GoodRow {
  const { number, sort, decidedOn, agencyCode } = matter;
  const draft = new RowDraft();
  writeSubject(matter, draft, writing);
  // 〔〕 and [] are one number; the text differs all the same.
  const brackets = edition % 4 === 3 ? '[2026]' : '〔2026〕';
  const word = sort < 8 ? '当罚' : '罚';
  draft.fact('CF_WSH', `云${word}${brackets}${number}号`);
  draft.word('CF_WFXW', '违反产品质量法');
  writeText(draft, 'CF_SY', { number, edition, sort });
  draft.word('CF_YJ', '产品质量法第五十四条');
  const fine = (sort % 20) + edition + 1;
  if (sort >= 80) {
    draft.fact(
      'CF_CFLB',
      sort >= 90 ? '警告' : '警告;通报批评',
      sort >= 90 ? '警告' : '警告、通报批评',
    );
    draft.word('CF_NR', `警告（第${edition}次）`);
  } else {
    draft.fact('CF_CFLB', '罚款');
    draft.word('CF_NR', `罚款${fine}000元`);
    draft.fact(
      'CF_NR_FK',
      amount(fine),
      writing.pick([amount(fine), (fine / 10).toFixed(2), `${fine}000元`]),
    );
  }
  draft.fact('CF_JDRQ', decidedOn, writing.pick(dayForms(decidedOn)));
  const until = sort % 3 === 0 ? 'long-term' : addDays(decidedOn, 300 + edition);
  draft.fact('CF_YXQ', until, until === 'long-term' ? writing.pick(['2099/12/31', '长期']) : until);
  draft.fact('CF_GSJZQ', addDays(decidedOn, 365));
  draft.fact('CF_CFJG', '云溪市试验局').fact('CF_CFJGDM', agencyCode);
  draft.fact('CF_SJLY', '云溪市试验局').fact('CF_SJLYDM', agencyCode);
  if (sort % 5 === 0) draft.withheldFact('CF_XDR_SWDJ', `税务${number}甲${edition}`);
  if (sort % 2 === 0) draft.withheldWord('BZ', `内部备注${number}甲${edition}`);
  else draft.unkept('BZ', writing.pick(['', '无', '/']));
  return {
    draft,
    row: finishRow(matter, draft, {
      record: `${agencyCode} ${word}${number}`,
      isPublic: sort < 80 && word === '罚',
    }),
  };
}

function licence(matter: Matter, { edition, writing }: Edition): GoodRow {
  const { number, sort, decidedOn, agencyCode } = matter;
  const draft = new RowDraft();
  writeSubject(matter, draft, writing);
  draft.fact('XK_XKWS', '排污许可准予决定书');
  draft.fact(
    'XK_WSH',
    `云许〔2026〕${number}号`,
    writing.pick([`云许〔2026〕${number}号`, ` 云许〔2026〕${number}号 `]),
  );
  draft.fact('XK_XKLB', '普通', writing.pick(['普通', '01', '一般许可']));
  writeText(draft, 'XK_NR', { number, edition, sort });
  draft.fact('XK_JDRQ', decidedOn, writing.pick(dayForms(decidedOn)));
  draft.fact('XK_YXQZ', addDays(decidedOn, sort % 30));
  draft.fact('XK_YXQZI', addDays(decidedOn, 400 + edition));
  draft.fact('XK_XKJG', '云溪市试验局').fact('XK_XKJGDM', agencyCode).fact('XK_ZT', '1');
  draft.fact('XK_LYDW', '云溪市试验局').fact('XK_LYDWDM', agencyCode);
  if (sort % 2 === 0) draft.withheldWord('BZ', `内部备注${number}甲${edition}`);
  return {
    draft,
    row: finishRow(matter, draft, { record: `${agencyCode} ${number}`, isPublic: true }),
  };
}

/** Every edition is of a later day; the name changes now and then, and the former one is named with it. */
function registration(matter: Matter, { edition, writing }: Edition): GoodRow {
  const { number, organisation, sort, decidedOn, agencyCode } = matter;
  const { names } = organisation;
  const draft = new RowDraft();
  const approvedOn = addDays(decidedOn, edition * 3);
  const turn = Math.floor(edition / 2);
  const name = names[turn % names.length] as string;
  draft.word('name', name).fact('uscc', organisation.uscc);
  // Named from the first change on; the number is that of before 2015 and not in every edition.
  if (turn > 0 && sort % 2 === 0) {
    draft.word('formerName', names[(turn - 1) % names.length] as string);
    draft.fact('formerNameUntil', approvedOn);
  }
  if (organisation.number !== '' && edition % 3 !== 1)
    draft.fact('registrationNumber', organisation.number);
  const kind = organisation.isTrader ? 'individual_business' : 'enterprise';
  draft.fact('organisationKind', kind, organisation.isTrader ? '个体工商户' : '有限责任公司');
  draft.unkept('representative', personName('孙', number * 20 + edition));
  draft.fact('registeredOn', '2012-03-08', writing.pick(dayForms('2012-03-08')));
  draft.fact('approvedOn', approvedOn, writing.pick(dayForms(approvedOn)));
  if (edition % 5 === 4) draft.fact('status', 'cancelled', '注销').fact('statusDay', approvedOn);
  else draft.fact('status', 'active', writing.pick(['存续', '在业']));
  draft.fact('region', '320505').fact('registeredCapital', String(100 + edition));
  draft.withheldWord('address', `云溪住所${number}甲${edition}`);
  writeText(draft, 'businessScope', { number, edition, sort });
  draft.fact('authority', '云溪市试验局').fact('authorityCode', agencyCode);
  const subject = { ...subjectOf(organisation), name };
  const row = finishRow(matter, draft, { record: '', isPublic: true });
  return {
    draft,
    row: {
      ...row,
      pastDays: [approvedOn],
      sourceDay: approvedOn,
      subject,
      record: registrationKey(subject),
    },
  };
}

/** The key of a registration: the code, or the older number where there is none. */
export function registrationKey({ code, number }: SubjectMeaning): string {
  return `${registrationKind} ${code || number}`;
}

function writeSubject(
  { kind, organisation, number }: Matter,
  draft: RowDraft,
  writing: Random,
): void {
  const fields = fieldsOf[kind as SimulatedKind];
  const { uscc, isTrader, names } = organisation;
  const name = names[0] as string;
  draft.word(fields.name, name, writing.pick([name, name, ` ${name}　`]));
  const category = isTrader ? '个体工商户' : '法人及非法人组织';
  draft.fact(fields.category, category, isTrader ? writing.pick([category, '个体户']) : category);
  if (uscc === '') draft.fact(fields.number, organisation.number);
  else
    draft.fact(
      fields.code,
      uscc,
      writing.pick([uscc, uscc, uscc.toLowerCase(), `${uscc.slice(0, 8)} ${uscc.slice(8)}`]),
    );
  draft.unkept(fields.representative, personName('孙', number));
}

// Every text has a mark of its own, by which it is known again wherever it gets to.
function writeText(
  draft: RowDraft,
  field: string,
  { number, edition, sort }: { number: number; edition: number; sort: number },
): void {
  const text = `事实${number}甲${edition}，${sort % 7 === 0 ? '以上有\n“笔录”为证' : '属实'}`;
  if (sort % 4 !== 1) return void draft.word(field, text);
  draft.masked += 1;
  const mobile = `1540000${String(number % 10_000).padStart(4, '0')}`;
  draft.word(field, `${text}，电话［手机号已屏蔽］`, `${text}，电话${mobile}`);
}

function finishRow(
  matter: Matter,
  draft: RowDraft,
  { record, isPublic }: { record: string; isPublic: boolean },
): SimulatedRow {
  return {
    kind: matter.kind,
    cells: draft.cells,
    fate: 'judged',
    pastDays: [matter.decidedOn],
    record: `${matter.kind} ${record}`,
    subject: subjectOf(matter.organisation),
    content: draft.content,
    isPublic,
    masked: draft.masked,
  };
}

function subjectOf({ uscc, number, names }: Organisation): SubjectMeaning {
  return {
    code: uscc,
    fault: null,
    number: uscc === '' ? number : '',
    name: names[0] as string,
    isSentence: false,
  };
}

function amount(thousands: number): string {
  return String(thousands / 10);
}

function dayForms(day: IsoDay): string[] {
  const [year, month, date] = day.split('-').map(Number);
  return [day, day.replaceAll('-', '/'), day.replaceAll('-', ''), `${year}年${month}月${date}日`];
}
