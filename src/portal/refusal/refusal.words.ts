// The words of the pages that say why something is not shown.
export const refusalWords = {
  pageTitle: { zh: '没有这个页面', en: 'There is no such page' },
  pageText: {
    zh: '地址 {address} 没有对应的页面。地址可能抄写有误，或者内容已不在这里。',
    en: 'No page lies at {address}. The address may be mistyped, or its content is no longer here.',
  },
  notFound: { zh: '没有找到', en: 'Not found' },
  notUnderstood: { zh: '这样查不到', en: 'This cannot be looked up' },
  notYours: { zh: '没有这项权限', en: 'Not yours to do' },
  signIn: { zh: '需要先登录', en: 'Sign in first' },
  notNow: { zh: '现在不能这样做', en: 'Not possible now' },
  notAvailable: { zh: '暂时不能提供', en: 'Not available just now' },
  fault: { zh: '这一页暂时打不开', en: 'This page cannot be shown just now' },
  onward: { zh: '可以从这里继续', en: 'Where to go from here' },
  toHome: { zh: '回到首页', en: 'Go to the home page' },
} as const;
