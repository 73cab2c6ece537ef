// What the reads for the public refuse.
import { defineRefusals } from '../kernel/errors.js';

export const refuse = defineRefusals('disclosure', {
  organisation_unknown: {
    kind: 'not_found',
    zh: '没有统一社会信用代码为 {uscc} 的机构。核对这 18 位代码，或按名称查找。',
    en: 'No organisation with the unified social credit code {uscc} is on file. Compare the 18 characters, or search by name.',
  },
  uscc_malformed: {
    kind: 'invalid',
    zh: '“{uscc}”不是统一社会信用代码：代码有 18 位，由数字和大写字母组成（不用 I、O、S、V、Z）。按营业执照或登记证书核对。',
    en: '"{uscc}" is no unified social credit code: a code has 18 digits and capital letters (without I, O, S, V, Z). Compare it with the licence or certificate of registration.',
  },
  record_unknown: {
    kind: 'not_found',
    zh: '没有编号为 {record} 的公示记录。它可能已终止公示；从机构页面可以看到现在公示的记录。',
    en: 'No record {record} is published. Its publication may have ended; the page of the organisation shows what is published now.',
  },
  batch_unknown: {
    kind: 'not_found',
    zh: '没有编号为 {batch} 的批次。核对编号；批次编号见回执和每条记录的来源。',
    en: 'There is no batch {batch}. Compare the number; it stands in the receipt and in the source of each record.',
  },
  search_too_short: {
    kind: 'invalid',
    zh: '查找文字“{text}”只有 {length} 个字。写出名称中相连的至少 {least} 个字，或完整的统一社会信用代码。',
    en: 'The search text "{text}" has {length} character(s). Give at least {least} neighbouring characters of the name, or the whole unified social credit code.',
  },
  search_too_long: {
    kind: 'invalid',
    zh: '查找文字有 {length} 个字，最多 {most} 个。写出名称的一部分即可。',
    en: 'The search text has {length} characters; {most} are the limit. A part of the name is enough.',
  },
  cursor_unknown: {
    kind: 'invalid',
    zh: '翻页标记“{after}”不是这份列表给出的。使用上一页答复中的 next，或不带标记从第一页开始。',
    en: 'The page mark "{after}" was not given by this list. Use `next` of the page before, or start from the first page without a mark.',
  },
});
