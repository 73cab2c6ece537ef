// The trail as a file: CSV or one JSON object a line.
import type { FoundEvent } from './trail-search.js';

export type TrailForm = 'csv' | 'ndjson';

const headings = [
  'event',
  'at',
  'actor',
  'act',
  'object',
  'purpose',
  'matter',
  'office',
  'reading',
  'outcome',
  'batch',
  'leaf',
] as const;

type Cell = string | number | boolean | null;

/** A line of the trail with days and times written out. */
export function writtenEvent(event: FoundEvent): Record<(typeof headings)[number], Cell> {
  return {
    event: event.eventId,
    at: new Date(event.at).toISOString(),
    actor: event.actor,
    act: event.act,
    object: event.object,
    purpose: event.purpose ?? null,
    matter: event.matter ?? null,
    office: event.office ?? null,
    reading: event.isReading,
    outcome: event.outcome,
    batch: event.seal?.batchId ?? null,
    leaf: event.seal?.leaf ?? null,
  };
}

/** The file, piece by piece. */
export async function* trailFile(
  pieces: AsyncIterable<readonly FoundEvent[]>,
  form: TrailForm,
): AsyncGenerator<string> {
  // With its mark in front, spreadsheets read UTF-8 as such.
  if (form === 'csv') yield `\ufeff${headings.join(',')}\r\n`;
  for await (const events of pieces) {
    yield events.map((event) => lineOf(writtenEvent(event), form)).join('');
  }
}

function lineOf(written: ReturnType<typeof writtenEvent>, form: TrailForm): string {
  if (form === 'ndjson') return `${JSON.stringify(written)}\n`;
  return `${headings.map((heading) => cell(written[heading])).join(',')}\r\n`;
}

// A cell that begins like a formula is one to a spreadsheet: an apostrophe in front keeps it a text.
function cell(value: Cell): string {
  if (value === null) return '';
  const text = String(value);
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
