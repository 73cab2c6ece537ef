// The words that stand on every page.
export const layoutWords = {
  product: { zh: '信衡', en: 'Xinheng' },
  purpose: { zh: '公共信用信息平台', en: 'Public credit information' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  navigation: { zh: '主导航', en: 'Main' },
  search: { zh: '机构查询', en: 'Search' },
  dictionary: { zh: '信息目录', en: 'Dictionary' },
  log: { zh: '账本核验', en: 'Verification' },
  people: { zh: '个人保护', en: 'People' },
  about: { zh: '关于本站', en: 'About' },
  toOtherLanguage: { zh: 'English', en: '中文' },
  footerPurpose: {
    zh: '公开机构的公共信用信息。每条记录都注明提供部门，并可核验自写入以来未被改动。',
    en: 'Public credit information about organisations. Every record names the agency it came from and can be checked to be unchanged since it was written.',
  },
  footerUse: { zh: '使用', en: 'Use' },
  footerTrust: { zh: '依据与核验', en: 'Grounds and checks' },
  receipts: { zh: '报送回执', en: 'Receipts' },
  api: { zh: '开放接口（OpenAPI）', en: 'Open interface (OpenAPI)' },
  accessibility: { zh: '无障碍说明', en: 'Accessibility' },
  checkpoint: { zh: '最新检查点', en: 'Latest checkpoint' },
  footerProduct: {
    zh: '由开源平台“信衡”运行，以 Apache-2.0 许可发布。',
    en: 'Run on the open platform Xinheng, published under Apache-2.0.',
  },
} as const;
