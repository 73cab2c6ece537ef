// The public search for organisations: by code, by name, by a part of a name, by a former name.
import { foldName, maskPersonName } from '../codes/organisation-name.js';
import { readUscc } from '../codes/uscc.js';
import { isUuid } from '../kernel/ids.js';
import type { FoundOrganisation, SearchPage } from './credit-file.model.js';
import { gramFrequencies } from './gram-frequencies.js';
import { gramsOf } from './name-grams.policy.js';
import { decodeCursor, encodeCursor } from './page-cursor.js';
import type { PageWanted, PublicReader } from './public-reader.model.js';
import { refuse } from './refusals.js';
import {
  type ContainingOrder,
  type FoundName,
  findHitByCode,
  findHits,
  type HitRow,
  listNamesBeginning,
  listNamesByGrams,
  listNamesByWalking,
  type NameQuery,
} from './search.store.js';

/** Fewest and most characters of a search text. */
export const searchCharacters = { least: 2, most: 100 } as const;

const list = 'search';
const nobody = '00000000-0000-0000-0000-000000000000';
// Where more names than this have the text, they are not all fetched and sorted but met while walking along.
const frequentFrom = 2500;
// So many names are looked at before the walk is given up: about 5 ms.
const stretch = 12_000;

/** The two lists that a search is made of: names that begin with the text, then names that contain it. */
type Stage = 'begins' | ContainingOrder;

interface Position {
  readonly stage: Stage;
  readonly after: NameQuery['after'];
}

/**
 * Organisations whose name contains the text, compared without width, case, blanks and kinds of bracket:
 * the exact name first, names that begin with the text, then all others (by name; where they are very many,
 * in a fixed order without meaning). Eighteen characters that make a code are looked up as a code; only so
 * are organisations found whose name is a person's name.
 * Refuses `disclosure.search_too_short`, `search_too_long`, `cursor_unknown`.
 */
export async function searchOrganisations(
  reader: PublicReader,
  text: string,
  { limit, after }: PageWanted,
): Promise<SearchPage> {
  const code = readUscc(text);
  if (code.fault === null) return searchByCode(reader, code.code);
  const folded = checkedText(text);
  const start = after ? readPosition(after) : begin('begins', folded);
  const { names, next } = await listNames(reader, { folded, start, limit });
  const hits = await findHits(
    reader.database,
    names.map((name) => name.subjectId),
  );
  return {
    hits: names.flatMap((name) => {
      const row = hits.get(name.subjectId);
      return row ? [shownHit(row, name.isCurrent ? null : name.name)] : [];
    }),
    next,
  };
}

async function searchByCode(reader: PublicReader, code: string): Promise<SearchPage> {
  const row = await findHitByCode(reader.database, code);
  return { hits: row ? [shownHit(row, null)] : [], next: null };
}

function checkedText(text: string): string {
  const folded = foldName(text);
  const length = Array.from(folded).length;
  const { least, most } = searchCharacters;
  if (length < least)
    throw refuse.search_too_short({ text: text.trim().slice(0, 20), length, least });
  if (length > most) throw refuse.search_too_long({ length, most });
  return folded;
}

interface Wanted {
  readonly folded: string;
  readonly start: Position;
  readonly limit: number;
}

async function listNames(
  reader: PublicReader,
  { folded, start, limit }: Wanted,
): Promise<{ names: FoundName[]; next: string | null }> {
  const names: FoundName[] = [];
  let position = start;
  // One more than wanted, to know whether there is a next page.
  const missing = () => limit + 1 - names.length;
  if (position.stage === 'begins') {
    const query = { folded, after: position.after, limit: missing() };
    names.push(...(await listNamesBeginning(reader.database, query)));
  }
  const beginning = names.length;
  if (missing() > 0) {
    if (position.stage === 'begins') position = begin(await containingOrder(reader, folded), '');
    const query = { folded, after: position.after, limit: missing() };
    names.push(...(await listContaining(reader, position.stage as ContainingOrder, query)));
  }
  const shown = names.slice(0, limit);
  const last = shown.at(-1);
  if (!last || names.length <= limit) return { names: shown, next: null };
  const stage = shown.length <= beginning ? 'begins' : position.stage;
  return { names: shown, next: encodeCursor(list, [stage, last.folded, last.subjectId]) };
}

async function containingOrder(reader: PublicReader, folded: string): Promise<ContainingOrder> {
  const frequencies = await gramFrequencies(reader.database);
  const isFrequent = frequencies.mostNamesWith(gramsOf(folded)) > frequentFrom;
  return isFrequent ? 'by-subject' : 'by-name';
}

async function listContaining(
  reader: PublicReader,
  order: ContainingOrder,
  query: NameQuery,
): Promise<FoundName[]> {
  if (order === 'by-subject') {
    const walked = await listNamesByWalking(reader.database, { ...query, stretch });
    if (walked.length === query.limit) return walked;
  }
  // The walk met too few: the names are few after all, and the grams find them all in the same order.
  return listNamesByGrams(reader.database, { ...query, order, grams: gramsOf(query.folded) });
}

function begin(stage: Stage, folded: string): Position {
  return { stage, after: { folded, subjectId: nobody } };
}

function readPosition(after: string): Position {
  const [stage = '', folded = '', subjectId = ''] = decodeCursor(list, 3, after);
  if (!isStage(stage) || !isUuid(subjectId)) {
    throw refuse.cursor_unknown({ after: after.slice(0, 60) });
  }
  return { stage, after: { folded, subjectId } };
}

function isStage(text: string): text is Stage {
  return text === 'begins' || text === 'by-name' || text === 'by-subject';
}

function shownHit(row: HitRow, matchedFormerName: string | null): FoundOrganisation {
  return {
    uscc: row.uscc,
    name: row.nameIsPerson ? maskPersonName(row.name) : row.name,
    matchedFormerName,
    status: row.status,
    category: row.category,
    recordCount: row.recordCount,
  };
}
