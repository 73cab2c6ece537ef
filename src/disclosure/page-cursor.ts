// Page marks: where the next page of a list begins, in a form that readers give back unread.
import { refuse } from './refusals.js';

type CursorParts = readonly string[];

/** Puts the sort key of the last row into a mark; `list` keeps marks of different lists apart. */
export function encodeCursor(list: string, parts: CursorParts): string {
  return Buffer.from(JSON.stringify([list, ...parts]), 'utf8').toString('base64url');
}

/** The sort key in a mark of this list with so many parts. Refuses `disclosure.cursor_unknown`. */
export function decodeCursor(list: string, count: number, cursor: string): string[] {
  const parts = readParts(cursor);
  if (parts === undefined || parts.length !== count + 1 || parts[0] !== list) {
    throw refuse.cursor_unknown({ after: cursor.slice(0, 60) });
  }
  return parts.slice(1);
}

function readParts(cursor: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isList = Array.isArray(value) && value.every((part) => typeof part === 'string');
    return isList ? value : undefined;
  } catch {
    return undefined;
  }
}
