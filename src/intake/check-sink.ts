// Where the rows of a check go: it asks what is on file, remembers what the file itself brought, writes nothing.
import type { CatalogueItem } from '../catalogue/item.model.js';
import type { Queryable } from '../kernel/database.js';
import { uuidText } from '../kernel/ids.js';
import { decodeFacts, decodePart } from '../ledger/decoded-entry.js';
import { findRecordHeads, type RecordHead } from '../ledger/directory.projector.js';
import { findSubject, findSubjectsByCode, findSubjectsByName } from '../parties/registry.js';
import type { RegisteredSubject } from '../parties/registry.model.js';
import type { BatchRun, BatchSink } from './batch-run.js';
import { BroughtSubjects } from './brought-subjects.js';
import type { AnsweredChunk } from './chunk-answers.js';
import type { FileSummary } from './prepared.model.js';
import { type CheckReport, type ShownFinding, showFinding } from './receipt.js';
import { getRedactedRecord, type RedactedRecord } from './redacted.js';

/** What came of a run that wrote nothing. */
export function checkReport(run: BatchRun, sink: CheckSink, file: FileSummary): CheckReport {
  return {
    kind: sink.item.kind,
    encoding: file.encoding,
    rows: run.counts,
    columns: file.columns,
    masked: run.masked,
    late: run.late,
    findings: sink.shown(file.headingOf),
  };
}

/** Asks what is on file, remembers what the file itself has brought so far, writes nothing. */
export class CheckSink implements BatchSink {
  readonly item: CatalogueItem;
  readonly #database: Queryable | null;
  readonly #heads = new Map<string, RecordHead>();
  readonly #brought: BroughtSubjects;
  readonly #findings: AnsweredChunk['findings'][number][] = [];

  constructor(item: CatalogueItem, database: Queryable | null) {
    this.item = item;
    this.#database = database;
    this.#brought = new BroughtSubjects(item);
  }

  async findSubjects(codes: readonly string[]): Promise<Map<string, RegisteredSubject>> {
    const known = this.#database
      ? await findSubjectsByCode(this.#database, codes)
      : new Map<string, RegisteredSubject>();
    for (const code of codes) {
      const subject = this.#brought.ofCode(code, known.get(code));
      if (subject) known.set(code, subject);
    }
    return known;
  }

  async findNames(folded: readonly string[]): Promise<Map<string, RegisteredSubject[]>> {
    const known = this.#database
      ? await findSubjectsByName(this.#database, folded)
      : new Map<string, RegisteredSubject[]>();
    for (const name of folded) {
      const subjects = this.#brought.ofName(name, known.get(name) ?? []);
      if (subjects.length > 0) known.set(name, subjects);
    }
    return known;
  }

  async findSubject(subjectId: string): Promise<RegisteredSubject | undefined> {
    return this.#database ? findSubject(this.#database, subjectId) : undefined;
  }

  async findHeads(recordIds: readonly string[]): Promise<Map<string, RecordHead>> {
    const heads = this.#database
      ? await findRecordHeads(this.#database, recordIds)
      : new Map<string, RecordHead>();
    for (const recordId of recordIds) {
      const brought = this.#heads.get(recordId);
      if (brought) heads.set(recordId, brought);
    }
    return heads;
  }

  getRedacted(head: RecordHead): Promise<RedactedRecord> {
    if (!this.#database) throw new Error('without a database no record was redacted');
    return getRedactedRecord(this.#database, head);
  }

  async take(answered: AnsweredChunk): Promise<void> {
    for (const finding of answered.findings) this.#findings.push(finding);
    this.#brought.take(answered);
    for (const entry of answered.entries) {
      const recordId = uuidText(entry.recordBytes, 0);
      this.#heads.set(recordId, {
        recordId,
        subjectId: uuidText(entry.subjectBytes, 0),
        version: entry.version,
        sourceDay: entry.sourceDay ?? decodeFacts(entry.facts).d,
        digest: leavesWordsOut(entry) ? null : Buffer.from(entry.contentDigest),
        batchId: '',
        leaf: -1,
      });
    }
  }

  /** The findings in words, by line. */
  shown(headingOf: Readonly<Record<string, string>>): ShownFinding[] {
    return this.#findings
      .sort((left, right) => left.line - right.line)
      .map((finding) => {
        const field = this.item.fields[finding.field]?.code ?? null;
        return showFinding(this.item, headingOf, { ...finding, field });
      });
  }
}

function leavesWordsOut(entry: AnsweredChunk['entries'][number]): boolean {
  if (entry.version === 1) return false;
  return [entry.words, entry.withheldWords].some((part) =>
    Object.values(decodePart(part)).includes(null),
  );
}
