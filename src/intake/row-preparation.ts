// From a row of cells to what can be appended: checked, masked, the subject read, the entry put into bytes.
import { fieldIndex } from '../catalogue/fields.js';
import type { RowFinding } from '../catalogue/findings.js';
import { type CatalogueItem, type FieldSpec, longTerm } from '../catalogue/item.model.js';
import { compileRowCheck } from '../catalogue/row-check.js';
import { dueDay } from '../catalogue/timeliness.policy.js';
import { displayName, foldName } from '../codes/organisation-name.js';
import { isRegistrationNumber } from '../codes/registration-number.js';
import { readUscc, type UsccReading } from '../codes/uscc.js';
import { uuidText } from '../kernel/ids.js';
import { addDays, type IsoDay } from '../kernel/time.js';
import { type ContentTexts, canonicalInner, canonicalString, recordIdOf } from '../ledger/entry.js';
import type { EntryIds, LaidOutPlace } from '../ledger/entry-layout.js';
import { subjectIdOfRegistrationNumber, subjectIdOfUscc } from '../parties/subject.js';
import type { Calendar } from '../rules/calendar.js';
import { personGuard } from './people.policy.js';
import type { BatchFrame, PreparedSubject } from './prepared.model.js';
import { found } from './row-findings.js';
import type { TableRow } from './table-reader.js';

/** A row that may be appended once it is known whom it is about. */
export interface PreparedRow {
  readonly subject: PreparedSubject;
  readonly ids: EntryIds;
  readonly place: LaidOutPlace;
  readonly texts: ContentTexts;
}

/** What became of a row before the registry was asked. */
export interface RowOutcome {
  readonly verdict: 'prepared' | 'returned' | 'held_unkept';
  readonly findings: readonly RowFinding[];
  readonly masked: number;
  readonly prepared?: PreparedRow;
}

const noSubject = Buffer.alloc(16);
const idsRemembered = 50_000;
const noReading: UsccReading = { code: '', fault: null };

/** Prepares rows of one kind for one batch. */
export function rowPreparation(
  item: CatalogueItem,
  frame: BatchFrame,
  calendar: Calendar,
): (row: TableRow) => RowOutcome {
  const check = compileRowCheck(item);
  const isPerhapsPerson = personGuard(item);
  const writeContent = contentWriter(item);
  const readSubject = subjectReader(item, frame, lateness(item, frame, calendar));
  const keyed = placeReader(item);
  const idOf = subjectIds();

  return (row) => {
    // Its cells may stand under other headings than their own: nothing of them is looked at or kept.
    if (row.fault) {
      const finding = { field: -1, code: found[row.fault], value: null };
      return { verdict: 'returned', findings: [finding], masked: 0 };
    }
    const checked = check.check(row.cells, frame.today);
    // Nothing of a row about a person is kept: its line and the code of the finding, no more.
    if (checked.isPerson) return { verdict: 'returned', findings: checked.findings, masked: 0 };
    if (isPerhapsPerson(checked.values)) {
      const finding = { field: -1, code: found.name_reads_like_person, value: null };
      return { verdict: 'held_unkept', findings: [finding], masked: 0 };
    }
    const { findings, masked } = checked;
    if (findings.length > 0) return { verdict: 'returned', findings, masked };
    const subject = readSubject(checked.values);
    const subjectId = idOf(subject);
    const recordId = recordIdOf(item.kind, keyed.naturalKey(checked.values, subject));
    const place = {
      a: frame.agencyCode,
      b: frame.batchId,
      d: subject.sourceDay,
      e: keyed.effective(checked.values),
      g: frame.today,
      k: item.kind,
      l: row.line,
      r: uuidText(recordId, 0),
      s: subjectId.text,
    };
    const ids = { subject: subjectId.bytes, record: recordId };
    const texts = writeContent(checked.values);
    return {
      verdict: 'prepared',
      findings,
      masked,
      prepared: { subject, ids, place, texts },
    };
  };
}

/** Ids of subjects, each worked out once for the many rows about it. */
function subjectIds(): (subject: PreparedSubject) => { bytes: Buffer; text: string } {
  let known = new Map<string, { bytes: Buffer; text: string }>();
  return (subject) => {
    const code = codeOf(subject);
    let id = known.get(code);
    if (id === undefined) {
      if (known.size > idsRemembered) known = new Map();
      const bytes = subjectIdOf(subject);
      id = { bytes, text: uuidText(bytes, 0) };
      known.set(code, id);
    }
    return id;
  };
}

function subjectIdOf(subject: PreparedSubject): Buffer {
  if (subject.uscc !== '' && subject.usccFault === null) return subjectIdOfUscc(subject.uscc);
  if (subject.registrationNumber === '') return noSubject;
  return subjectIdOfRegistrationNumber(subject.registrationNumber);
}

type Values = readonly (string | null)[];

function subjectReader(
  item: CatalogueItem,
  frame: BatchFrame,
  isLate: (values: Values) => boolean,
): (values: Values) => PreparedSubject {
  const uscc = fieldIndex(item, item.subject.uscc);
  const name = fieldIndex(item, item.subject.name);
  const category = fieldIndex(item, item.subject.category);
  const registrationNumber = fieldIndex(item, item.subject.registrationNumber);
  const representative = fieldIndex(item, item.subject.representative);
  const sourceDay = fieldIndex(item, item.sourceDay);
  return (values) => {
    const written = values[uscc] ?? '';
    const reading = written === '' ? noReading : readUscc(written);
    const shown = displayName(values[name] ?? '');
    const number = values[registrationNumber] ?? '';
    return {
      uscc: reading.code,
      usccFault: reading.fault,
      expectedCheck: reading.expectedCheck ?? '',
      registrationNumber: isRegistrationNumber(number) ? number : '',
      name: shown,
      foldedName: foldName(shown),
      category: values[category] ?? null,
      representative: values[representative] ?? '',
      sourceDay: firstDayOf(values[sourceDay] ?? null) ?? frame.sourceDay,
      late: isLate(values),
    };
  };
}

// Rows of one batch share a few decision days: each due day is worked out once.
function lateness(
  item: CatalogueItem,
  frame: BatchFrame,
  calendar: Calendar,
): (values: Values) => boolean {
  const startsFrom = fieldIndex(item, item.timeliness.startsFrom);
  const known = new Map<string, boolean>();
  return (values) => {
    const from = values[startsFrom] ?? '';
    let late = known.get(from);
    if (late === undefined) {
      const due = dueDay(item, values, calendar);
      late = due !== null && frame.today > due.day;
      known.set(from, late);
    }
    return late;
  };
}

type PartName = keyof ContentTexts;

/**
 * Puts each value where it belongs: public facts, withheld facts, public words, withheld words; straight into
 * canonical text, fields in the order of their codes.
 */
function contentWriter(item: CatalogueItem): (values: Values) => ContentTexts {
  const ofPart = (part: PartName): PartWriter => partWriter(item, part);
  const [fields, withheld] = [ofPart('fields'), ofPart('withheld')];
  const [words, withheldWords] = [ofPart('words'), ofPart('withheldWords')];
  return (values) => ({
    fields: fields(values) ?? '{}',
    withheld: withheld(values),
    words: words(values),
    withheldWords: withheldWords(values),
  });
}

type PartWriter = (values: Values) => string | null;

function partWriter(item: CatalogueItem, part: PartName): PartWriter {
  const members = item.fields
    .map((field, position) => ({ field, position }))
    .filter(({ field }) => partOf(field) === part)
    .sort((left, right) => (left.field.code < right.field.code ? -1 : 1))
    .map(({ field, position }) => ({
      position,
      first: `{${canonicalString(field.code)}:"`,
      next: `",${canonicalString(field.code)}:"`,
      isPlain: field.type === 'day' || field.type === 'amount' || field.type === 'number',
    }));
  // Joined once: a text put together from pieces has to be put together again before it becomes bytes.
  const pieces: string[] = [];
  return (values) => {
    pieces.length = 0;
    for (const { position, first, next, isPlain } of members) {
      const value = values[position];
      if (value === null || value === undefined) continue;
      // Days and amounts consist of plain characters once they are checked.
      pieces.push(pieces.length === 0 ? first : next, isPlain ? value : canonicalInner(value));
    }
    if (pieces.length === 0) return null;
    pieces.push('"}');
    return pieces.join('');
  };
}

function partOf(field: FieldSpec): PartName | null {
  const isPublic = field.disclosure === 'public';
  if (field.part === 'facts') return isPublic ? 'fields' : 'withheld';
  if (field.part === 'words') return isPublic ? 'words' : 'withheldWords';
  return null;
}

function placeReader(item: CatalogueItem): {
  naturalKey(values: Values, subject: PreparedSubject): string[];
  effective(values: Values): [IsoDay | null, IsoDay | null];
} {
  const key = item.naturalKey.map((code) => fieldIndex(item, code));
  const from = fieldIndex(item, item.effectiveFrom ?? item.decidedOn);
  const until = fieldIndex(item, item.effectiveTo);
  const usccField = fieldIndex(item, item.subject.uscc);
  const dayAfter = rememberedDays();
  return {
    naturalKey: (values, subject) => {
      const parts = key.map((field) => {
        if (field === usccField) return codeOf(subject);
        // 〔2024〕12号 and [2024]12 号 are one decision number.
        return foldName(values[field] ?? '');
      });
      return item.multiParty ? [...parts, codeOf(subject)] : parts;
    },
    effective: (values) => {
      const last = firstDayOf(values[until] ?? null);
      return [firstDayOf(values[from] ?? null), last === null ? null : dayAfter(last)];
    },
  };
}

// Rows of one batch share a few hundred days.
function rememberedDays(): (day: IsoDay) => IsoDay {
  const known = new Map<IsoDay, IsoDay>();
  return (day) => {
    let next = known.get(day);
    if (next === undefined) {
      next = addDays(day, 1);
      known.set(day, next);
    }
    return next;
  };
}

// An organisation that still waits for its code goes by its older number.
function codeOf(subject: PreparedSubject): string {
  return subject.uscc || `registration-number/${subject.registrationNumber}`;
}

/** The first day that a written day covers; null where it is open or absent. */
function firstDayOf(written: string | null): IsoDay | null {
  if (written === null || written === longTerm) return null;
  return written.length === 7 ? `${written}-01` : written;
}
