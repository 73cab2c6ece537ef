// What must be so of the fields and code lists of an item.
import type { FaultList } from './fault.model.js';
import { codeValuesOf, findField } from './fields.js';
import { foldHeading } from './heading-form.js';
import type { CatalogueItem, CodeList, FieldSpec } from './item.model.js';
import { findNeverCollected, speaksOfPersonalDetails } from './never-collected.policy.js';

/** Checks every field of the item: doubles, people's protection, what fits its type, its condition. */
export function checkFields(item: CatalogueItem, list: FaultList): void {
  checkDoubles(item, list);
  item.fields.forEach((field, at) => {
    const path = `fields/${at} (${field.code})`;
    checkPeople(field, path, list);
    checkType(item, field, path, list);
    checkCondition(item, field, path, list);
  });
  for (const [id, codeList] of Object.entries(item.codeLists)) {
    checkCodeList(id, codeList, list);
    if (!item.fields.some((field) => field.codeList === id))
      list.add('codeLists', `代码表 ${id} 没有字段使用`, `no field uses the code list ${id}`);
  }
}

function checkDoubles(item: CatalogueItem, list: FaultList): void {
  const owners = new Map<string, string>();
  const codes = new Set<string>();
  for (const field of item.fields) {
    if (codes.has(field.code))
      list.add(
        'fields',
        `字段代码 ${field.code} 重复`,
        `the field code ${field.code} stands twice`,
      );
    codes.add(field.code);
    for (const heading of [field.code, field.label.zh, field.label.en, ...field.aliases]) {
      const folded = foldHeading(heading);
      const owner = owners.get(folded);
      if (folded === '')
        list.add('fields', `表头“${heading}”没有可比较的字`, `the heading "${heading}" is empty`);
      else if (owner !== undefined && owner !== field.code)
        list.add(
          'fields',
          `表头“${heading}”同时属于 ${owner} 和 ${field.code}`,
          `the heading "${heading}" belongs to both ${owner} and ${field.code}`,
        );
      owners.set(folded, field.code);
    }
  }
}

function checkPeople(field: FieldSpec, path: string, list: FaultList): void {
  const names = [field.code, field.label.zh, field.label.en, ...field.aliases];
  for (const name of names) {
    const never = findNeverCollected(name);
    if (never) {
      list.add(
        path,
        `“${name}”属于从不归集的“${never.zh}”类信息，见 docs/people.md；删去该字段`,
        `"${name}" is information on ${never.en}, which is never collected, see docs/people.md; take the field out`,
      );
      return;
    }
  }
  if (field.part !== 'dropped' && names.some(speaksOfPersonalDetails))
    list.add(
      path,
      '证件、电话、住址一类的个人信息只能标为 part: dropped（接收时即丢弃），见 docs/people.md',
      'identity documents, telephones and homes of people can only have part: dropped, see docs/people.md',
    );
}

function checkType(item: CatalogueItem, field: FieldSpec, path: string, list: FaultList): void {
  const isList = field.type === 'code' || field.type === 'codes';
  if (isList !== (field.codeList !== undefined))
    list.add(
      path,
      'code、codes 类型必须有 codeList，其他类型不能有',
      'the types code and codes have a codeList, no other type has one',
    );
  if (field.codeList !== undefined && !item.codeLists[field.codeList])
    list.add(
      path,
      `代码表 ${field.codeList} 未列入 codeLists`,
      `the code list ${field.codeList} is not named under codeLists`,
    );
  if ((field.type === 'amount') !== (field.unit !== undefined))
    list.add(
      path,
      '金额必须有 unit，其他类型不能有',
      'an amount has a unit, no other type has one',
    );
  if (field.type !== 'day' && (field.notAfterToday || field.longTermAllowed))
    list.add(
      path,
      'notAfterToday、longTermAllowed 只用于日期',
      'notAfterToday and longTermAllowed are for days',
    );
  if (field.positive && !(field.type === 'amount' && field.requiredWhen))
    list.add(
      path,
      'positive 只用于有条件必填的金额',
      'positive is for amounts that a condition asks for',
    );
  if (field.part === 'dropped' && (field.required || field.requiredWhen))
    list.add(path, '丢弃的字段不能必填', 'a field that is dropped cannot be required');
  if ((field.part === 'dropped' || field.part === 'registry') && field.disclosure !== 'internal')
    list.add(
      path,
      `part: ${field.part} 的字段必须是 disclosure: internal`,
      `a field with part: ${field.part} has disclosure: internal`,
    );
}

function checkCondition(
  item: CatalogueItem,
  field: FieldSpec,
  path: string,
  list: FaultList,
): void {
  const condition = field.requiredWhen;
  if (!condition) return;
  if (field.required)
    list.add(path, '必填字段不再写 requiredWhen', 'a required field has no requiredWhen');
  if ((condition.anyOf === undefined) === (condition.filled === undefined))
    list.add(path, 'anyOf 与 filled 二者取一', 'give either anyOf or filled');
  const other = findField(item, condition.field);
  if (!other || other === field || other.part === 'dropped') {
    list.add(
      path,
      `requiredWhen 所指的字段“${condition.field}”不存在、被丢弃或就是它自己`,
      `requiredWhen names "${condition.field}", which does not exist, is dropped or is the field itself`,
    );
    return;
  }
  if (condition.anyOf === undefined) return;
  const known = new Set(codeValuesOf(item, other).map((value) => value.code));
  for (const value of condition.anyOf)
    if (!known.has(value))
      list.add(
        path,
        `“${value}”不在 ${other.code} 的代码表内`,
        `"${value}" is not in the code list of ${other.code}`,
      );
}

function checkCodeList(id: string, codeList: CodeList, list: FaultList): void {
  const owners = new Map<string, string>();
  for (const value of codeList.values)
    for (const name of new Set([value.code, value.label.zh, ...value.aliases])) {
      const owner = owners.get(name);
      if (owner !== undefined)
        list.add(
          `codeLists/${id}`,
          `“${name}”同时属于 ${owner} 和 ${value.code}`,
          `"${name}" belongs to both ${owner} and ${value.code}`,
        );
      owners.set(name, value.code);
    }
}
