// Subjects of many rows as one text: handing thousands of objects from thread to thread costs more than reading them.
import type { UsccFault } from '../codes/uscc.js';
import type { PreparedSubject } from './prepared.model.js';

// A control character never stands in a checked value.
const between = '\u001f';
const fieldsOfSubject = 10;

/** The text of the subjects, in their order. */
export function writeSubjects(subjects: readonly PreparedSubject[]): string {
  const fields: string[] = [];
  for (const subject of subjects) {
    const { uscc, usccFault, expectedCheck, registrationNumber, name, foldedName } = subject;
    fields.push(uscc, usccFault ?? '', expectedCheck, registrationNumber, name);
    // Most names are in their comparable form already.
    fields.push(foldedName === name ? '' : foldedName, subject.category ?? '');
    fields.push(subject.representative, subject.sourceDay, subject.late ? '1' : '');
  }
  return fields.join(between);
}

/** The subjects of such a text. */
export function readSubjects(text: string): PreparedSubject[] {
  if (text === '') return [];
  const fields = text.split(between);
  const subjects: PreparedSubject[] = [];
  for (let at = 0; at < fields.length; at += fieldsOfSubject) {
    const [usccFault, name, foldedName] = [fields[at + 1], fields[at + 4], fields[at + 5]];
    const category = fields[at + 6];
    subjects.push({
      uscc: fields[at] as string,
      usccFault: usccFault === '' ? null : (usccFault as UsccFault),
      expectedCheck: fields[at + 2] as string,
      registrationNumber: fields[at + 3] as string,
      name: name as string,
      foldedName: foldedName === '' ? (name as string) : (foldedName as string),
      category: category === '' ? null : (category as string),
      representative: fields[at + 7] as string,
      sourceDay: fields[at + 8] as string,
      late: fields[at + 9] === '1',
    });
  }
  return subjects;
}
