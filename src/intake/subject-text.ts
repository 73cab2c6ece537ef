// Subjects of many rows as one text in bytes: handing thousands of objects from thread to thread costs more than
// reading them, and so does keeping them until a chunk is full.
import type { UsccFault } from '../codes/uscc.js';
import type { GrowingBytes } from '../kernel/growing-bytes.js';
import type { PreparedSubject } from './prepared.model.js';

// A control character never stands in a checked value.
const between = '\u001f';
const fieldsOfSubject = 10;

/** Adds a subject to the text. */
export function writeSubject(text: GrowingBytes, subject: PreparedSubject): void {
  const { uscc, usccFault, expectedCheck, registrationNumber, name, foldedName } = subject;
  const { category, representative, sourceDay, late } = subject;
  // Most names are in their comparable form already.
  const folded = foldedName === name ? '' : foldedName;
  const fields = [uscc, usccFault ?? '', expectedCheck, registrationNumber, name, folded];
  fields.push(category ?? '', representative, sourceDay, late ? '1' : '', '');
  text.text(fields.join(between));
}

/** The subjects of such a text. */
export function readSubjects(bytes: Uint8Array): PreparedSubject[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const fields = text.split(between);
  const at = (position: number): string => fields[position] as string;
  const subjects: PreparedSubject[] = [];
  // Behind the last subject stands an empty field.
  for (let first = 0; first < fields.length - 1; first += fieldsOfSubject) {
    const name = at(first + 4);
    subjects.push({
      uscc: at(first),
      usccFault: at(first + 1) === '' ? null : (at(first + 1) as UsccFault),
      expectedCheck: at(first + 2),
      registrationNumber: at(first + 3),
      name,
      foldedName: at(first + 5) === '' ? name : at(first + 5),
      category: at(first + 6) === '' ? null : at(first + 6),
      representative: at(first + 7),
      sourceDay: at(first + 8),
      late: at(first + 9) === '1',
    });
  }
  return subjects;
}
