// Subjects of many rows as one text in bytes: handing thousands of objects from thread to thread costs more than
// reading them, and so does keeping them until a chunk is full.
import type { UsccFault } from '../codes/uscc.js';
import { GrowingBytes } from '../kernel/growing-bytes.js';
import type { PreparedSubject } from './prepared.model.js';

// A control character never stands in a checked value.
const between = '\u001f';
const fieldsOfSubject = 10;

// Stands for the day and the category of the subject before.
const asBefore = '';
const none = '-';

/** Writes the subjects of one chunk after the other. */
export class SubjectWriter {
  readonly #text = new GrowingBytes();
  #category: string | null | undefined;
  #sourceDay: string | undefined;

  add(subject: PreparedSubject): void {
    const { uscc, usccFault, expectedCheck, registrationNumber, name, foldedName } = subject;
    const { category, representative, sourceDay, late } = subject;
    const fields = [uscc, usccFault ?? '', expectedCheck, registrationNumber, name];
    // Most names are in their comparable form already.
    fields.push(foldedName === name ? '' : foldedName);
    fields.push(category === this.#category ? asBefore : (category ?? none), representative);
    fields.push(sourceDay === this.#sourceDay ? asBefore : sourceDay, late ? '1' : '', '');
    this.#category = category;
    this.#sourceDay = sourceDay;
    this.#text.text(fields.join(between));
  }

  /** The text; the next subject begins a new one. */
  take(): Uint8Array {
    this.#category = undefined;
    this.#sourceDay = undefined;
    return this.#text.take();
  }
}

/** The subjects of such a text. */
export function readSubjects(bytes: Uint8Array): PreparedSubject[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const fields = text.split(between);
  const at = (position: number): string => fields[position] as string;
  const subjects: PreparedSubject[] = [];
  let category: string | null = null;
  let sourceDay = '';
  // Behind the last subject stands an empty field.
  for (let first = 0; first < fields.length - 1; first += fieldsOfSubject) {
    const name = at(first + 4);
    if (at(first + 6) !== asBefore) category = at(first + 6) === none ? null : at(first + 6);
    if (at(first + 8) !== asBefore) sourceDay = at(first + 8);
    subjects.push({
      uscc: at(first),
      usccFault: at(first + 1) === '' ? null : (at(first + 1) as UsccFault),
      expectedCheck: at(first + 2),
      registrationNumber: at(first + 3),
      name,
      foldedName: at(first + 5) === '' ? name : at(first + 5),
      category,
      representative: at(first + 7),
      sourceDay,
      late: at(first + 9) === '1',
    });
  }
  return subjects;
}
