// What the audit room refuses.
import { defineRefusals } from '../kernel/errors.js';

export const refuse = defineRefusals('reading', {
  purpose_unknown: {
    kind: 'invalid',
    zh: '“{purpose}”不是登记的查询目的。写下列之一：{zhPurposes}。',
    en: '"{purpose}" is no purpose for which something may be read. Give one of these: {enPurposes}.',
    basis: '太仓市“十四五”社会信用体系建设规划：完善信用信息查询使用登记和审查制度',
  },
  matter_missing: {
    kind: 'invalid',
    zh: '没有写明所办事项。写案号、文号或受理编号，2 至 {most} 个字；查询会连同它登记在案，并向被查询的机构显示。',
    en: 'The matter is missing. Give the number of the case or document in 2 to {most} characters; it is put on the reading log and shown to the organisation.',
    basis: '太仓市“十四五”社会信用体系建设规划：完善信用信息查询使用登记和审查制度',
  },
  personal_data: {
    kind: 'invalid',
    zh: '{field}中有个人的号码或邮箱。只写案号、文号或事情本身：这里写下的内容不再删改。',
    en: 'The {field} holds a number or mailbox of a person. Give the number of the case or say what is so: what is written here is not erased.',
    basis: '个人信息保护法第六条',
  },
  cursor_unknown: {
    kind: 'invalid',
    zh: '翻页标记“{after}”不是这份列表给出的。使用上一页答复中的 next，或不带标记从第一页开始。',
    en: 'The page mark "{after}" was not given by this list. Use `next` of the page before, or start from the first page without a mark.',
  },
});
