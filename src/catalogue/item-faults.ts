// What must be so inside a catalogue item beyond its shape: references, parts, types, never-collected kinds.
import { isIsoDay } from '../kernel/time.js';
import type { Fault } from './fault.model.js';
import { FaultList } from './fault.model.js';
import { checkFields } from './field-faults.js';
import { findField } from './fields.js';
import type { CatalogueItem, FieldSpec, FieldType } from './item.model.js';
import { consistencyMembers } from './item.schema.js';
import { findNeverCollected } from './never-collected.policy.js';

/** Everything that is wrong with an item of the right shape; empty where nothing is. */
export function findItemFaults(item: CatalogueItem): Fault[] {
  const list = new FaultList();
  checkPeriod(item, list);
  checkTitle(item, list);
  checkFields(item, list);
  checkReferences(item, list);
  checkConsistency(item, list);
  checkPublication(item, list);
  checkBases(item, '', list);
  return list.faults;
}

/** Days that exist, in order, and a place for every layer above the nation. */
export function checkPeriod(
  dated: Pick<CatalogueItem, 'from' | 'until' | 'layer' | 'site'>,
  list: FaultList,
): void {
  for (const name of ['from', 'until'] as const) {
    const day = dated[name];
    if (day !== undefined && !isIsoDay(day))
      list.add(name, `“${day}”不是存在的日期`, `"${day}" is not a day that exists`);
  }
  if (dated.until !== undefined && dated.until <= dated.from)
    list.add('until', '终止日必须晚于起始日', 'the end must come after the beginning');
  if ((dated.layer === 'nation') !== (dated.site === undefined))
    list.add(
      'site',
      '国家层不写 site，其余各层必须写 site（六位区划代码）',
      'the nation has no site; every other layer names its site (six-digit region code)',
    );
}

function checkTitle(item: CatalogueItem, list: FaultList): void {
  for (const text of [item.kind, item.title.zh, item.title.en]) {
    const never = findNeverCollected(text);
    if (never) {
      list.add(
        'title',
        `“${text}”属于从不归集的“${never.zh}”类信息，见 docs/people.md；删去该目录事项`,
        `"${text}" is information on ${never.en}, which is never collected, see docs/people.md; take the item out`,
      );
      return;
    }
  }
}

interface Reference {
  readonly path: string;
  readonly code: string | undefined;
  readonly type?: FieldType;
  readonly facts?: true;
  readonly required?: true;
  readonly public?: true;
}

function checkReferences(item: CatalogueItem, list: FaultList): void {
  const { subject, agency } = item;
  const references: Reference[] = [
    { path: 'timeliness/startsFrom', code: item.timeliness.startsFrom, type: 'day', facts: true },
    { path: 'decidedOn', code: item.decidedOn, type: 'day', facts: true, required: true },
    { path: 'decisionNumber', code: item.decisionNumber, facts: true },
    { path: 'effectiveFrom', code: item.effectiveFrom, type: 'day', facts: true },
    { path: 'effectiveTo', code: item.effectiveTo, type: 'day', facts: true },
    { path: 'sourceDay', code: item.sourceDay, type: 'day', facts: true },
    { path: 'agency/name', code: agency?.name, facts: true },
    { path: 'agency/code', code: agency?.code, type: 'uscc', facts: true },
    { path: 'subject/name', code: subject.name, type: 'text', public: true },
    { path: 'subject/category', code: subject.category, type: 'code', facts: true },
    { path: 'subject/uscc', code: subject.uscc, type: 'uscc', facts: true, public: true },
    { path: 'subject/registrationNumber', code: subject.registrationNumber, public: true },
    { path: 'subject/organisationCode', code: subject.organisationCode },
    ...subject.otherCodes.map((code, at) => ({ path: `subject/otherCodes/${at}`, code })),
    ...item.naturalKey.map((code, at) => ({
      path: `naturalKey/${at}`,
      code,
      facts: true as const,
      required: true as const,
    })),
  ];
  for (const reference of references) checkReference(item, reference, list);
  if (findField(item, subject.name)?.part === 'facts')
    list.add(
      'subject/name',
      '名称属于文字部分（part: words）',
      'a name belongs to the words (part: words)',
    );
  const representative = subject.representative;
  if (representative !== undefined && findField(item, representative)?.part !== 'registry')
    list.add(
      'subject/representative',
      `字段“${representative}”必须只进登记（part: registry）`,
      `the field "${representative}" must go to the registry alone (part: registry)`,
    );
  if (item.fields.some((field) => field.part === 'registry' && field.code !== representative))
    list.add(
      'subject/representative',
      '只有法定代表人可以是 part: registry',
      'only the legal representative may have part: registry',
    );
}

function checkReference(item: CatalogueItem, reference: Reference, list: FaultList): void {
  const { path, code } = reference;
  if (code === undefined) return;
  const field = findField(item, code);
  if (!field) {
    list.add(path, `没有字段“${code}”`, `there is no field "${code}"`);
    return;
  }
  if (reference.type !== undefined && field.type !== reference.type)
    list.add(path, `字段“${code}”的类型必须是 ${reference.type}`, mustBe(field, reference.type));
  if (field.part === 'dropped' || (reference.facts && field.part !== 'facts'))
    list.add(
      path,
      `字段“${code}”必须属于事实部分（part: facts）`,
      `the field "${code}" must be among the facts (part: facts)`,
    );
  // The registry of organisations is made of what records say in public.
  if (reference.public && field.disclosure !== 'public')
    list.add(
      path,
      `字段“${code}”必须公示（disclosure: public）`,
      `the field "${code}" must be for the public (disclosure: public)`,
    );
  if (reference.required && !field.required)
    list.add(path, `字段“${code}”必须是必填`, `the field "${code}" must be required`);
}

function mustBe(field: FieldSpec, type: FieldType): string {
  return `the field "${field.code}" must be of type ${type}, it is ${field.type}`;
}

function checkConsistency(item: CatalogueItem, list: FaultList): void {
  item.consistency.forEach((entry, at) => {
    const path = `consistency/${at}`;
    const members = consistencyMembers[entry.rule] ?? [];
    const given = Object.keys(entry).filter((name) => name !== 'rule');
    if (given.length !== members.length || members.some((name) => !given.includes(name))) {
      const needed = members.join(', ');
      list.add(path, `规则 ${entry.rule} 需要且只需要 ${needed}`, `${entry.rule} takes ${needed}`);
      return;
    }
    if (entry.rule === 'amount-agrees-with-text') {
      checkReference(item, { path, code: entry.amount, type: 'amount' }, list);
      checkReference(item, { path, code: entry.text, type: 'text' }, list);
    } else if (entry.rule === 'not-before') {
      checkReference(item, { path, code: entry.later, type: 'day' }, list);
      checkReference(item, { path, code: entry.earlier, type: 'day' }, list);
    } else {
      checkReference(item, { path, code: entry.code }, list);
      checkReference(item, { path, code: entry.field, type: 'code' }, list);
    }
  });
}

function checkPublication(item: CatalogueItem, list: FaultList): void {
  const { publication } = item;
  if (!publication.published && !publication.reason)
    list.add(
      'publication',
      '不公示的事项要写明 reason',
      'a kind that is not published gives a reason',
    );
  publication.except.forEach((entry, at) => {
    const path = `publication/except/${at}`;
    checkReference(item, { path, code: entry.field, facts: true }, list);
    if ((entry.onlyIn === undefined) === (entry.contains === undefined))
      list.add(path, 'onlyIn 与 contains 二者取一', 'give either onlyIn or contains');
  });
}

function checkBases(value: unknown, path: string, list: FaultList): void {
  if (typeof value !== 'object' || value === null) return;
  const entry = value as Readonly<Record<string, unknown>>;
  if ('confidence' in entry && 'notEstablished' in entry !== 'why' in entry)
    list.add(
      path,
      'notEstablished 与 why 必须同时写明',
      'what is not established says why: notEstablished and why go together',
    );
  for (const [name, member] of Object.entries(entry))
    checkBases(member, path === '' ? name : `${path}/${name}`, list);
}
