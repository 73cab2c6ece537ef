// The words of the search box and of the search results.
export const searchWords = {
  title: { zh: '机构查询', en: 'Search' },
  titleFor: { zh: '“{text}”的查询结果', en: 'Results for “{text}”' },
  label: {
    zh: '机构名称、曾用名称或统一社会信用代码',
    en: 'Name, former name or unified social credit code',
  },
  hint: {
    zh: '名称输入两个字即可；代码须输满 18 位。',
    en: 'Two characters of a name are enough; a code needs all 18.',
  },
  submit: { zh: '查询', en: 'Search' },
  hitsOnPage: { zh: '本页 {count} 家机构', en: '{count} organisations on this page' },
  hitOnPage: { zh: '1 家机构', en: '1 organisation' },
  formerName: { zh: '曾用名称“{name}”与查询相符', en: 'Found by its former name “{name}”' },
  recordCount: { zh: '公开记录 {count} 条', en: '{count} public records' },
  recordCountOne: { zh: '公开记录 1 条', en: '1 public record' },
  next: { zh: '后面的结果', en: 'More results' },
  first: { zh: '回到开头', en: 'Back to the start' },
  startTitle: { zh: '输入名称或代码开始查询', en: 'Enter a name or a code' },
  startText: {
    zh: '名称的一部分、曾用名称都能查到。本站只能查机构，不能查个人。',
    en: 'Part of a name or a former name will do. Only organisations can be looked up, never people.',
  },
  shortTitle: { zh: '一个字还不够', en: 'One character is not enough' },
  shortText: {
    zh: '“{text}”只有一个字，相符的机构太多。再加一个字就可以查询。',
    en: '“{text}” is a single character and fits too many organisations. Add one more.',
  },
  emptyTitle: { zh: '没有相符的机构', en: 'No organisation fits' },
  emptyText: {
    zh: '没有哪家机构的现用名称或曾用名称含有“{text}”。',
    en: 'No organisation has “{text}” in its name or in a former name.',
  },
  emptyCode: {
    zh: '本站没有代码为 {text} 的机构的公开信息。',
    en: 'This site has no public information on an organisation with the code {text}.',
  },
  tryTitle: { zh: '可以这样再试', en: 'What to try' },
  tryShorter: {
    zh: '去掉地名和“有限公司”，只留最有特点的两三个字。',
    en: 'Leave out the place and “有限公司”; keep the two or three most telling characters.',
  },
  tryFormer: {
    zh: '机构可能改过名：用以前的名称也能查到。',
    en: 'The organisation may have changed its name: the former one works too.',
  },
  tryCode: {
    zh: '用营业执照上的 18 位统一社会信用代码查最准。',
    en: 'The 18-character code on the business licence is the surest way.',
  },
  tryCompare: {
    zh: '与营业执照或登记证书逐位核对：代码共 18 位，不用字母 I、O、S、V、Z。',
    en: 'Compare it character by character with the licence or certificate: 18 characters, never I, O, S, V or Z.',
  },
  tryName: { zh: '改用机构名称查询。', en: 'Search by the name instead.' },
  tryMasked: {
    zh: '字号只是经营者姓名的个体工商户不能按名称查，只能按代码查。',
    en: 'An individual business called by nothing but its owner’s name is found by its code only.',
  },
} as const;
