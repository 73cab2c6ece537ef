// The words of the page about the site.
import type { Bilingual } from '../../kernel/errors.js';

export const aboutWords = {
  title: { zh: '关于本站', en: 'About this site' },
  lead: {
    zh: '本站公开机构的公共信用信息：各部门依法履职中产生、依法可以公开的登记、许可、处罚等记录。',
    en: 'This site publishes public credit information about organisations: registrations, licences, penalties and other records that agencies produce in doing their duty and that the law makes public.',
  },
  accessibility: { zh: '无障碍说明', en: 'Accessibility statement' },
  accessibilityText: {
    zh: '本站按《Web 内容无障碍指南》（WCAG）2.2 AA 级设计。不需要脚本；只用键盘就能完成全部操作；文字放大到 400%、屏幕宽 320 像素时无须左右滚动；随系统使用深色外观，不播放动画。每个页面都用 axe 自动检查。',
    en: 'This site is built to WCAG 2.2, level AA. It needs no script; everything works from the keyboard; at 400 % zoom or 320 pixels width nothing scrolls sideways; it follows the system’s dark appearance and has no animation. Every page is checked automatically with axe.',
  },
  gapsTitle: { zh: '已知的不足', en: 'Known gaps' },
  gapsText: {
    zh: '记录中的文字由各部门撰写，只有中文，用语可能较难。自动检查不能代替人的检查，尚未由读屏软件使用者全面试用。',
    en: 'The texts of records are written by the agencies, in Chinese only, and can be hard to read. Automatic checks do not replace people: users of screen readers have not yet tried the site in full.',
  },
} as const;

/** Questions that visitors ask, with their answers. */
export const questions: readonly { readonly title: Bilingual; readonly text: Bilingual }[] = [
  {
    title: { zh: '信息从哪里来', en: 'Where the information comes from' },
    text: {
      zh: '谁产生、谁提供、谁负责。每条记录由作出决定的部门按目录报送，平台逐行核对后写入账本；平台不改写内容。',
      en: 'Who produces a record supplies it and answers for it. Agencies hand records over as the catalogue says; the platform checks every row, writes it to the ledger and does not reword it.',
    },
  },
  {
    title: { zh: '哪些内容不公开', en: 'What is not shown' },
    text: {
      zh: '依法不予公开的记录（例如只受警告、通报批评的处罚）、标明不公开的字段、没有统一社会信用代码的机构，以及一切个人信息。',
      en: 'Records that the law keeps from publication (penalties of a mere warning, for instance), fields marked as not public, organisations without a unified social credit code, and anything personal.',
    },
  },
  {
    title: { zh: '信息有误怎么办', en: 'If something is wrong' },
    text: {
      zh: '记录页写明作出决定的部门，由它更正。更正以新条目写入账本，页面随即显示更正后的内容，原条目仍可核验。',
      en: 'The record’s page names the agency that decided it; that agency corrects it. A correction is a new entry in the ledger: the page shows the corrected content at once, and the earlier entry can still be checked.',
    },
  },
  {
    title: { zh: '没有记录说明什么', en: 'What no record means' },
    text: {
      zh: '只说明没有依法应公开的记录，不是评价，也不是证明。本站不给机构打分。',
      en: 'Only that nothing has to be public by law. It is neither a rating nor a certificate. This site does not score organisations.',
    },
  },
  {
    title: { zh: '可以用程序读取吗', en: 'Reading it with a program' },
    text: {
      zh: '可以。开放接口提供与页面相同的内容，无需申请；目录、模板和账本检查点同样可以下载。',
      en: 'Yes. The open interface gives the same content as the pages, without registration; the catalogue, its templates and the checkpoints of the log can be downloaded as well.',
    },
  },
  {
    title: { zh: '本站怎样对待访客', en: 'How visitors are treated' },
    text: {
      zh: '查询不用 Cookie，不装统计脚本，不请求别的网站。日志不记录查询内容。只有登录账户时才设一个 Cookie，退出即失效。',
      en: 'Reading takes no cookies; there are no analytics and no requests to other sites. Search texts are not logged. Only signing in to an account sets a cookie, which ends when you sign out.',
    },
  },
];
