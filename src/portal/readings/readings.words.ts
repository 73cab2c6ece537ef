// The words of the list of those who looked at an organisation.
export const readingsWords = {
  title: { zh: '谁查询过本机构', en: 'Who looked at us' },
  lead: {
    zh: '对本机构非公示内容的每一次查询：哪个部门、何时、为何事。不显示经办人。依法暂不告知的查询，到期后显示。',
    en: 'Every look at what is not public about this organisation: which office, when, for which matter. The clerk is not shown. A look that was lawfully withheld appears once its time is over.',
  },
  at: { zh: '时间', en: 'When' },
  office: { zh: '部门', en: 'Office' },
  purpose: { zh: '目的', en: 'Purpose' },
  matter: { zh: '事项', en: 'Matter' },
  none: { zh: '没有查询。', en: 'Nobody has looked.' },
  withheld: {
    zh: '曾依法暂不告知至 {until}（{basis}）',
    en: 'withheld until {until} ({basis})',
  },
  next: { zh: '更早的', en: 'Older' },
  toOrganisation: { zh: '本机构的公开页面', en: 'The organisation’s public page' },
  basis: {
    zh: '对查询有疑问，可向平台运行单位或该部门提出。',
    en: 'Questions about a look go to that office or to whoever runs the platform.',
  },
} as const;
