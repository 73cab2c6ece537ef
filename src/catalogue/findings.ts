// The register of findings: what a check can find in a row, by which rule, and what the agency does about it.
import { type Bilingual, fillTemplate } from '../kernel/errors.js';
import { codeValuesOf, findField } from './fields.js';
import type { CatalogueItem } from './item.model.js';

/** What a finding knows besides its field and value; `field`-like members hold field codes. */
export type FindingDetail = Readonly<Record<string, string | number>>;

/** One finding in one row. */
export interface RowFinding {
  /** Position of the field in the item; -1 for the row as a whole. */
  readonly field: number;
  readonly code: string;
  /** Null where the value is dropped, masked, of the registry or about a natural person. */
  readonly value: string | null;
  readonly detail?: FindingDetail;
}

/**
 * One line of the register. Templates may use {label}, {value}, {limit}, {unit}, {allowed} (of the field),
 * {other} (label of the field that `detail.otherField` names) and every member of the detail.
 */
export interface FindingSpec extends Bilingual {
  readonly rule: string;
}

/** Every finding the program knows, by code. */
export const findingRegister = new Map<string, FindingSpec>();

/** The rules by which rows are checked. V-NUM, V-AMT and V-CODE are ours, the others the practice of the national standard. */
export const findingRules: Readonly<Record<string, Bilingual>> = {
  'V-REQ': { zh: '必填项不得空白', en: 'required fields are filled' },
  'V-LEN': { zh: '不超过规定长度', en: 'lengths are kept' },
  'V-USCC': { zh: '统一社会信用代码正确', en: 'unified social credit codes are right' },
  'V-SUBJ': { zh: '名称与代码一致', en: 'name and code are of one organisation' },
  'V-NEW': { zh: '主体已在库', en: 'the organisation is on file' },
  'V-DATE': { zh: '日期存在且先后合理', en: 'days exist and follow in order' },
  'V-ENUM': { zh: '代码表内取值', en: 'values are of the code list' },
  'V-COND': { zh: '条件必填', en: 'fields that another field asks for are filled' },
  'V-DUP': { zh: '不重复', en: 'no record stands twice' },
  'V-PII': { zh: '文字中没有个人信息', en: 'texts hold no personal data' },
  'V-SCOPE': { zh: '属于归集范围', en: 'the record may be collected' },
  'V-NUM': { zh: '金额和数字可读', en: 'amounts and numbers can be read' },
  'V-AMT': { zh: '金额与文字一致', en: 'amount and text agree' },
  'V-CODE': { zh: '其他代码正确', en: 'other codes are right' },
};

/**
 * Declares the findings of one slice, codes `slice.what_is_so`. Returns the code of each line:
 * `const found = defineFindings('intake', {...}); ... found.row_broken`.
 */
export function defineFindings<Spec extends Record<string, FindingSpec>>(
  slice: string,
  lines: Spec,
): { readonly [Name in keyof Spec]: string } {
  const codes = {} as { [Name in keyof Spec]: string };
  for (const [name, spec] of Object.entries(lines)) {
    const code = `${slice}.${name}`;
    if (findingRegister.has(code)) throw new Error(`finding ${code} is declared twice`);
    findingRegister.set(code, spec);
    codes[name as keyof Spec] = code;
  }
  return codes;
}

/** The rule behind a finding, `V-REQ`. Throws where the code was never declared. */
export function findingRule(code: string): string {
  return specOf(code).rule;
}

/** What the finding says in both languages: what is so, by which rule, and what to do. */
export function findingMessage(item: CatalogueItem, finding: RowFinding): Bilingual {
  const spec = specOf(finding.code);
  return { zh: told(item, finding, 'zh', spec), en: told(item, finding, 'en', spec) };
}

function specOf(code: string): FindingSpec {
  const spec = findingRegister.get(code);
  if (!spec) throw new Error(`finding ${code} was never declared`);
  return spec;
}

type Language = keyof Bilingual;
const withheldValue: Bilingual = { zh: '（内容不予显示）', en: '(not shown)' };

function told(
  item: CatalogueItem,
  finding: RowFinding,
  language: Language,
  spec: FindingSpec,
): string {
  const field = item.fields[finding.field];
  const values: Record<string, string | number> = {
    label: field?.label[language] ?? '',
    value: finding.value ?? withheldValue[language],
    rule: spec.rule,
    unit: field?.unit ?? '',
    limit: field?.maxLength ?? '',
    allowed: field ? allowedValues(item, field.code, language) : '',
    ...finding.detail,
  };
  const other = finding.detail?.['otherField'];
  if (typeof other === 'string') values['other'] = findField(item, other)?.label[language] ?? other;
  const ending = language === 'zh' ? '（规则 {rule}）' : ' (rule {rule})';
  return fillTemplate(spec[language] + ending, values);
}

function allowedValues(item: CatalogueItem, code: string, language: Language): string {
  const field = findField(item, code);
  if (!field) return '';
  const names = codeValuesOf(item, field)
    .filter((value) => !value.personsOnly)
    .map((value) => value.label[language] + (value.openText ? '-…' : ''));
  return names.join(language === 'zh' ? '、' : ', ');
}
