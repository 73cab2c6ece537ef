// Rows on their way into the ledger and the receipt, inside the batch's transaction.
import type { CatalogueItem } from '../catalogue/item.model.js';
import type { Transaction } from '../kernel/database.js';
import type { BatchAppender } from '../ledger/append.js';
import { findRecordHeads, type RecordHead } from '../ledger/directory.projector.js';
import {
  applyRepresentatives,
  findSubject,
  findSubjectsByCode,
  findSubjectsByName,
  requireSameNames,
} from '../parties/registry.js';
import { insertAnswers, insertFindings, insertHeld } from './batch.store.js';
import type { BatchSink } from './batch-run.js';
import type { AnsweredChunk } from './chunk-answers.js';
import { getRedactedRecord } from './redacted.js';

/** Writes what was decided: entries, representatives, answers, findings, held rows. */
export class LedgerSink implements BatchSink {
  readonly #tx: Transaction;
  readonly #item: CatalogueItem;
  readonly #appender: BatchAppender;
  readonly #batchId: string;
  #rows = 0;
  #findings = 0;

  constructor(tx: Transaction, item: CatalogueItem, appender: BatchAppender) {
    this.#tx = tx;
    this.#item = item;
    this.#appender = appender;
    this.#batchId = appender.batchId;
  }

  findSubjects = (codes: readonly string[]) => findSubjectsByCode(this.#tx, codes);
  findNames = (folded: readonly string[]) => findSubjectsByName(this.#tx, folded);
  findSubject = (subjectId: string) => findSubject(this.#tx, subjectId);
  findHeads = (recordIds: readonly string[]) => findRecordHeads(this.#tx, recordIds);
  getRedacted = (head: RecordHead) => getRedactedRecord(this.#tx, head);

  async take(answered: AnsweredChunk): Promise<void> {
    const newIds = new Set(answered.newSubjects.map((subject) => subject.subjectId));
    await this.#appender.append(answered.entries, newIds);
    const place = { batchId: this.#batchId, firstNumber: this.#findings + 1 };
    // Numbered in order of line, whoever found them: a receipt shows them part by part in order of number.
    const findings = answered.findings
      .map((finding) => ({ ...finding, field: this.#item.fields[finding.field]?.code ?? null }))
      .sort((left, right) => left.line - right.line);
    const firstRow = this.#rows + 1;
    this.#rows += answered.answers.length;
    this.#findings += findings.length;
    await Promise.all([
      answered.newSubjects.length > 0 && requireSameNames(this.#tx, answered.newSubjects),
      applyRepresentatives(this.#tx, answered.representatives),
      insertAnswers(this.#tx, this.#batchId, { ...answered, firstRow }),
      insertFindings(this.#tx, place, findings),
      insertHeld(this.#tx, this.#batchId, answered.held),
    ]);
  }

  close(): Promise<void> {
    return this.#appender.close();
  }
}
