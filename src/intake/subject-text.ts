// Subjects of many rows as one text: handing thousands of objects from thread to thread costs more than reading them.
import type { UsccFault } from '../codes/uscc.js';
import type { PreparedSubject } from './prepared.model.js';

// Control characters never stand in a checked value.
const betweenFields = '\u001f';
const betweenRows = '\u001e';

/** The text of the subjects, in their order. */
export function writeSubjects(subjects: readonly PreparedSubject[]): string {
  return subjects.map(writeSubject).join(betweenRows);
}

/** The subjects of such a text. */
export function readSubjects(text: string): PreparedSubject[] {
  return text === '' ? [] : text.split(betweenRows).map(readSubject);
}

function writeSubject(subject: PreparedSubject): string {
  const { uscc, usccFault, expectedCheck, registrationNumber, name, foldedName } = subject;
  const { category, representative, sourceDay, late } = subject;
  return (
    `${uscc}${betweenFields}${usccFault ?? ''}${betweenFields}${expectedCheck}${betweenFields}` +
    `${registrationNumber}${betweenFields}${name}${betweenFields}${foldedName}${betweenFields}` +
    `${category ?? ''}${betweenFields}${representative}${betweenFields}${sourceDay}${betweenFields}` +
    (late ? '1' : '')
  );
}

function readSubject(text: string): PreparedSubject {
  const fields = text.split(betweenFields);
  const at = (position: number): string => fields[position] as string;
  return {
    uscc: at(0),
    usccFault: at(1) === '' ? null : (at(1) as UsccFault),
    expectedCheck: at(2),
    registrationNumber: at(3),
    name: at(4),
    foldedName: at(5),
    category: at(6) === '' ? null : at(6),
    representative: at(7),
    sourceDay: at(8),
    late: at(9) === '1',
  };
}
