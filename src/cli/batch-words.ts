// Batches in words: where one stands, what its release would change, what a withdrawal comes to.
import type { BatchStanding } from '../intake/batch-standing.js';
import type { ReleasePreview } from '../intake/release-preview.js';
import type { WithdrawalReport } from '../intake/withdrawal.js';
import type { Bilingual } from '../kernel/errors.js';
import { timeInShanghai } from '../kernel/time.js';
import { sayAnswers } from './answers.js';
import type { Terminal } from './terminal.js';

const states: Readonly<Record<BatchStanding['state'], Bilingual>> = {
  waiting: { zh: '待放行', en: 'waits for release' },
  'on-file': { zh: '已入库', en: 'on file' },
  'withdrawal-asked': { zh: '已申请撤回，待确认', en: 'withdrawal asked for' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  rejected: { zh: '已驳回', en: 'rejected' },
  dropped: { zh: '逾期未放行，已丢弃', en: 'dropped: nobody released it in time' },
};

const leftWhy: Readonly<Record<string, Bilingual>> = {
  changed: { zh: '后来的批次已更正', en: 'corrected by a later batch' },
  moved: { zh: '已改关联到其他主体', en: 'moved to another subject' },
  revoked: { zh: '决定已登记为撤销', en: 'revoked since' },
  marked: { zh: '后来加了标注', en: 'marked since' },
  redacted: { zh: '文字已依法删去', en: 'words redacted since' },
};

/** The columns of a batch in a list. */
export function standingColumns(terminal: Terminal, batch: BatchStanding): string[] {
  const { batchId, receivedAt, kind, rowsRead, fileName, state } = batch;
  const received = timeInShanghai(receivedAt.getTime());
  return [batchId, received, kind, String(rowsRead), terminal.words(states[state]), fileName];
}

/** Says where a batch stands. */
export function sayStanding(terminal: Terminal, batch: BatchStanding): void {
  const { batchId, kind, fileName, rowsRead, state, reason } = batch;
  const received = timeInShanghai(batch.receivedAt.getTime());
  terminal.say({
    zh: `批次 ${batchId}：${kind}，${fileName || '（无文件名）'}，${rowsRead} 行，${received} 收到。`,
    en: `Batch ${batchId}: ${kind}, ${fileName || '(no file name)'}, ${rowsRead} rows, received ${received} (Beijing time).`,
  });
  terminal.say({ zh: `状态：${states[state].zh}。`, en: `It is: ${states[state].en}.` });
  if (reason !== null) terminal.say({ zh: `理由：${reason}`, en: `Reason: ${reason}` });
}

/** Says what a release would change. */
export function sayPreview(terminal: Terminal, preview: ReleasePreview): void {
  terminal.say({ zh: '现在放行，各行的答复是：', en: 'Released now, its rows would be answered:' });
  sayAnswers(terminal, preview, {});
  const { newSubjects, corrections } = preview;
  if (newSubjects.total > 0) {
    terminal.say({
      zh: `新登记的机构 ${newSubjects.total} 个：`,
      en: `Organisations that would be new: ${newSubjects.total}`,
    });
    terminal.table(newSubjects.first.map(({ uscc, name }) => [uscc ?? '—', name]));
  }
  if (corrections.total > 0) {
    terminal.say({
      zh: `被更正的记录 ${corrections.total} 条：`,
      en: `Records that would be corrected: ${corrections.total}`,
    });
  }
  for (const { line, record, changes } of corrections.first) {
    terminal.say({ zh: `  第 ${line} 行 · ${record}`, en: `  Line ${line} · ${record}` });
    if (changes === null) {
      terminal.say({
        zh: '    现有内容由其他部门报送，此处不显示。',
        en: '    Another agency put the present content on file; it is not shown here.',
      });
    }
    for (const { label, before, after } of changes ?? []) {
      terminal.say(`    ${terminal.words(label)}: ${before ?? '—'} → ${after ?? '—'}`);
    }
  }
}

/** Says what a withdrawal comes to. */
export function sayWithdrawal(terminal: Terminal, withdrawal: WithdrawalReport): void {
  const { isAsked, revoked, restored, left, standing } = withdrawal;
  terminal.say(
    isAsked
      ? {
          zh: `已申请撤回批次 ${standing.batchId}，须由本部门另一位审核员确认。确认后：`,
          en: `Asked for: batch ${standing.batchId} is taken back once another reviewer of the agency confirms. Then:`,
        }
      : { zh: `批次 ${standing.batchId} 已撤回：`, en: `Batch ${standing.batchId} is taken back:` },
  );
  terminal.table(
    [
      [terminal.words({ zh: '撤销的记录', en: 'records revoked' }), String(revoked)],
      [terminal.words({ zh: '恢复原内容', en: 'former content again' }), String(restored)],
      [terminal.words({ zh: '保持不变', en: 'left as they are' }), String(left.total)],
    ],
    ['left', 'right'],
  );
  for (const { recordId, why } of left.first) {
    terminal.say(`  ${recordId}  ${terminal.words(leftWhy[why] ?? { zh: why, en: why })}`);
  }
}
