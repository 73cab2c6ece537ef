// A receipt in words: what was handed in, the answers, where the receipt lies, and what to do next.
import type { Receipt } from '../intake/receipt.js';
import { timeInShanghai } from '../kernel/time.js';
import { addressIn } from '../portal/language.js';
import { encodingName, type FindingsOption, sayAnswers } from './answers.js';
import type { Terminal } from './terminal.js';

/** What stands beside the receipt. */
export interface ReceiptSurroundings extends FindingsOption {
  /** Known only to whoever handed the file in. */
  readonly checkCode?: string;
  /** Address of the public site, without a slash at its end. */
  readonly siteUrl: string;
}

/** Says a receipt, as JSON or in words. */
export function sayReceipt(
  terminal: Terminal,
  receipt: Receipt,
  { checkCode, siteUrl, ...options }: ReceiptSurroundings,
): void {
  const url = receiptUrl(
    siteUrl,
    addressIn(terminal.language, `/receipts/${receipt.batch}`),
    checkCode,
  );
  terminal.answer({ ...receipt, link: url, ...(checkCode !== undefined && { checkCode }) });
  const { agency, title, fileName, encoding, receivedAt, sourceDay } = receipt;
  terminal.say({
    zh: `${agency.name.zh} · ${title.zh} · ${fileName}（${encodingName(encoding)}，数据日期 ${sourceDay}）`,
    en: `${agency.name.en} · ${title.en} · ${fileName} (${encodingName(encoding)}, data of ${sourceDay})`,
  });
  sayAnswers(terminal, receipt, options);
  terminal.say();
  const received = timeInShanghai(Date.parse(receivedAt));
  terminal.say({
    zh: `批次 ${receipt.batch}，${received} 收到。`,
    en: `Batch ${receipt.batch}, received ${received} (Beijing time).`,
  });
  sayPlaceInLog(terminal, receipt);
  terminal.say({ zh: `回执 ${url}`, en: `Receipt ${url}` });
  if (checkCode !== undefined) {
    terminal.say({
      zh: `校验码 ${checkCode} 只在此显示一次，平台不保存；凭链接或校验码可打开回执。`,
      en: `The check code ${checkCode} is shown only here and not kept; the link or the code opens the receipt.`,
    });
  }
  sayNext(terminal, receipt);
}

function sayPlaceInLog(terminal: Terminal, { logged, rows }: Receipt): void {
  if (logged) {
    const at = timeInShanghai(Date.parse(logged.recordedAt));
    terminal.say({
      zh: `已写入公共日志第 ${logged.position} 位，${at}。`,
      en: `In the public log at position ${logged.position}, ${at}.`,
    });
  } else if (rows.admitted + rows.corrected > 0) {
    terminal.say({
      zh: '已入库，即将写入公共日志。',
      en: 'On file; its place in the public log follows shortly.',
    });
  } else {
    terminal.say({
      zh: '没有新内容，公共日志无须记载。',
      en: 'Nothing is new, so the public log has nothing to hold.',
    });
  }
}

function sayNext(terminal: Terminal, { rows, kind, agency }: Receipt): void {
  if (rows.returned > 0) {
    terminal.say({
      zh: `接下来：在原文件中改正被退回的行，整份重新报送（已采纳的行会答复“无变化”）：xinheng submit 文件 --kind ${kind} --agency ${agency.code}`,
      en: `Next: mend the returned rows in the file and hand the whole file in again (admitted rows are answered "unchanged"): xinheng submit FILE --kind ${kind} --agency ${agency.code}`,
    });
  }
  if (rows.held > 0) {
    terminal.say({
      zh: '待核的行由信用办人工核实，不必重复报送；如果是名称或代码写错，改正后重新报送。',
      en: 'Held rows wait for a person at the credit office. Where a name or code was simply wrong, mend it and hand it in again.',
    });
  }
}

function receiptUrl(siteUrl: string, address: string, checkCode: string | undefined): string {
  return checkCode === undefined ? siteUrl + address : `${siteUrl}${address}?code=${checkCode}`;
}
