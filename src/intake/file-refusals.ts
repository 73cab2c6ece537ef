// Why a file cannot be used at all. Made in the row worker and made again in the transaction's thread.
import { defineRefusals } from '../kernel/errors.js';

/** The refusals of files. */
export const refuseFile = defineRefusals('file', {
  empty: {
    kind: 'invalid',
    zh: '文件中没有任何内容。交付带有标题行的表格。',
    en: 'There is nothing in the file. Hand in a table with a heading row.',
  },
  workbook: {
    kind: 'invalid',
    zh: '这是 Excel 工作簿，不是文本表格。在表格软件中另存为 CSV（UTF-8 或 GB18030）后报送。',
    en: 'This is an Excel workbook and not a text table. Save it as CSV (UTF-8 or GB18030) in the spreadsheet program and hand that in.',
  },
  no_headings: {
    kind: 'invalid',
    zh: '前几行中没有找到“{title}”的标题行。读到的是：{seen}。用 xinheng template {kind} 取得模板。',
    en: 'No heading row of "{title}" was found in the first lines. What was read: {seen}. Get the template with: xinheng template {kind}.',
  },
  doubled_headings: {
    kind: 'invalid',
    zh: '这些标题指的是同一个数据项：{headings}。每个数据项只保留一列。',
    en: 'These headings stand for the same field: {headings}. Keep one column for each field.',
  },
});
