// The findings of intake itself: rows that cannot be read, people, codes that do not match, records on file.
import { defineFindings } from '../catalogue/findings.js';

/** Codes of the findings that intake adds to those of the row check. */
export const found = defineFindings('intake', {
  unclosed_quote: {
    rule: 'V-REQ',
    zh: '这一行开了引号而没有关上，无法分清各列。补上引号后重新报送。',
    en: 'A quote is opened in this line and never closed, so its columns cannot be told apart. Close the quote and hand the row in again.',
  },
  cells_beyond_headings: {
    rule: 'V-REQ',
    zh: '这一行的内容多于标题行的列数，可能有列错位。对齐各列后重新报送。',
    en: 'This row has more cells than the table has headings; its columns may be shifted. Align them and hand the row in again.',
  },
  unreadable_characters: {
    rule: 'V-REQ',
    zh: '这一行有无法按文件编码读出的字符。用 UTF-8 或 GB18030 重新导出后报送。',
    en: 'This row has characters that cannot be read in the encoding of the file. Export it again in UTF-8 or GB18030 and hand it in.',
  },
  code_missing: {
    rule: 'V-REQ',
    zh: '没有统一社会信用代码，名称也不与任何已登记主体完全一致，无法确定主体。填写代码后重新报送。',
    en: 'There is no unified social credit code, and no registered organisation bears exactly this name. Fill in the code and hand the row in again.',
  },
  code_length: {
    rule: 'V-USCC',
    zh: '统一社会信用代码“{value}”不是 18 位。对照营业执照改正后重新报送。',
    en: 'The unified social credit code "{value}" does not have 18 characters. Compare it with the licence, mend it and hand the row in again.',
  },
  code_character: {
    rule: 'V-USCC',
    zh: '统一社会信用代码“{value}”含有不会出现的字符（不用 I、O、Z、S、V）。对照营业执照改正后重新报送。',
    en: 'The unified social credit code "{value}" has characters that never occur in one (no I, O, Z, S, V). Compare it with the licence, mend it and hand the row in again.',
  },
  code_department: {
    rule: 'V-USCC',
    zh: '统一社会信用代码“{value}”前两位不是存在的登记管理部门和机构类别。对照营业执照改正后重新报送。',
    en: 'The first two characters of the code "{value}" are no registration department and category that exist. Compare it with the licence, mend it and hand the row in again.',
  },
  code_region: {
    rule: 'V-USCC',
    zh: '统一社会信用代码“{value}”第 3 至 8 位不是 6 位数字。对照营业执照改正后重新报送。',
    en: 'Positions 3 to 8 of the code "{value}" are not six digits. Compare it with the licence, mend it and hand the row in again.',
  },
  code_inner_check: {
    rule: 'V-USCC',
    zh: '统一社会信用代码“{value}”第 17 位校验不符（按 GB 11714 应为 {expected}）。对照营业执照改正后重新报送。',
    en: 'Position 17 of the code "{value}" does not fit (by GB 11714 it would be {expected}). Compare it with the licence, mend it and hand the row in again.',
  },
  older_than_on_record: {
    rule: 'V-DUP',
    zh: '已有数据日期为 {known} 的版本，本行数据日期为 {own}，较旧，未作改动。如确为更新内容，注明数据日期后重新报送。',
    en: 'A version dated {known} is on file; this row is dated {own} and older, so nothing was changed. If it really is newer, state its date and hand it in again.',
  },
  name_differs: {
    rule: 'V-SUBJ',
    zh: '代码属于“{registered}”，与本行名称不一致，也不是其曾用名。待人工核实；请核对名称与代码。',
    en: 'The code belongs to "{registered}", whose present and former names all differ from this row. A person decides; compare name and code meanwhile.',
  },
  pilot_period_code: {
    rule: 'V-USCC',
    zh: '代码“{value}”只有末位校验码不符（应为 {expected}），可能是试点时期发放的代码。待人工核实；请对照营业执照。',
    en: 'Only the last check character of "{value}" does not fit (it would be {expected}); it may be a code of the pilot period. A person decides; compare it with the licence meanwhile.',
  },
  no_code_name_known: {
    rule: 'V-SUBJ',
    zh: '没有代码，名称与 {count} 个已登记主体完全一致（{registered}）。不按名称自动认定，待人工核实。',
    en: 'There is no code; {count} registered organisation(s) bear exactly this name ({registered}). A name alone decides nothing, so a person does.',
  },
  name_reads_like_sentence: {
    rule: 'V-SUBJ',
    zh: '名称读起来像一句话，不像名称。待人工核实；请核对是否填错列。',
    en: 'The name reads like a sentence and not like a name. A person decides; check whether columns were mixed up.',
  },
  name_reads_like_person: {
    rule: 'V-SCOPE',
    zh: '类别和代码都为空，名称像自然人姓名。待数源部门说明；本行内容未作保存。',
    en: "Category and code are blank and the name reads like a person's. The agency must say what it is; nothing of this row was kept.",
  },
  record_of_other_subject: {
    rule: 'V-DUP',
    zh: '同一机关、同一文书号的记录已登记在“{registered}”名下。待人工核实记录属于谁。',
    en: 'The record with this authority and number is on file for "{registered}". A person decides whose it is.',
  },
});
