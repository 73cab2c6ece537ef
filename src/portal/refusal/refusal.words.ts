// The words of the pages that say why something is not shown.
export const refusalWords = {
  pageTitle: { zh: '没有这个页面', en: 'There is no such page' },
  pageText: {
    zh: '地址 {address} 没有对应的页面。地址可能抄写有误，或者内容已不在这里。',
    en: 'No page lies at {address}. The address may be mistyped, or its content is no longer here.',
  },
  not_found: { zh: '没有找到', en: 'Not found' },
  invalid: { zh: '这样查不到', en: 'This cannot be looked up' },
  forbidden: { zh: '不对外公开', en: 'Not open to the public' },
  conflict: { zh: '现在不能这样做', en: 'Not possible now' },
  unavailable: { zh: '暂时不能提供', en: 'Not available just now' },
  faultTitle: { zh: '平台出了差错', en: 'Something went wrong here' },
  faultText: {
    zh: '这不是您的问题，差错已经记录。稍后再试；若仍然如此，可把下面的编号告诉平台管理单位。',
    en: 'It is not your doing, and it has been logged. Try again in a while; if it persists, give the number below to those who run the platform.',
  },
  reference: { zh: '编号', en: 'Reference' },
  onward: { zh: '可以从这里继续', en: 'Where to go from here' },
  toHome: { zh: '回到首页', en: 'Go to the home page' },
} as const;
