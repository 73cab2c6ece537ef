// A random history from a seed: what happens next, and what the model says about it.
import { cumulate, Random } from '../../src/demo/random.js';
import type { RowAnswer } from '../../src/intake/row-answers.js';
import { addDays, dayInShanghai, type IsoDay } from '../../src/kernel/time.js';
import { agencies, type CityFile, encodings } from './city.js';
import { goodRow, licenceKind, type Matter, penaltyKind, registrationKind } from './matters.js';
import { allWords, Model, type ModelRecord } from './model.js';
import { inventOrganisations } from './organisations.js';
import type { SimulatedRow } from './row-draft.js';
import { twists } from './twists.js';

/** What happens in one step. */
export type Step =
  | {
      readonly does: 'hand-in';
      readonly file: CityFile;
      readonly rows: readonly SimulatedRow[];
      readonly answers: readonly RowAnswer[];
    }
  | { readonly does: 'break-off'; readonly file: CityFile }
  | { readonly does: 'annotate'; readonly record: ModelRecord; readonly mark: string }
  | { readonly does: 'revoke'; readonly record: ModelRecord }
  | { readonly does: 'relink'; readonly record: ModelRecord; readonly to: string }
  | { readonly does: 'redact'; readonly record: ModelRecord; readonly field: string }
  | { readonly does: 'move-clock'; readonly milliseconds: number }
  | { readonly does: 'sequence' }
  | { readonly does: 'rebuild' };

/** How a history differs from the usual one. */
export interface HistoryOptions {
  /** Of a thousand files, so many are of several chunks. */
  readonly widePermille: number;
}

const dayMilliseconds = 86_400_000;
const steps = {
  'hand-in': 46,
  again: 8,
  'break-off': 3,
  annotate: 4,
  revoke: 4,
  relink: 7,
  redact: 7,
  'move-clock': 12,
  sequence: 14,
  rebuild: 4,
} as const;
const stepNames = Object.keys(steps) as (keyof typeof steps)[];
const stepWeights = cumulate(Object.values(steps));
const kindWeights = [penaltyKind, penaltyKind, penaltyKind, licenceKind, registrationKind];
const rowsOfWideFile = 11_000;

/** Draws steps and plays them on the model. */
export class History {
  readonly model = new Model();
  readonly random: Random;
  readonly organisations = inventOrganisations();
  readonly #options: HistoryOptions;
  readonly #matters: Matter[] = [];
  readonly #rows: SimulatedRow[] = [];
  readonly #files: { file: CityFile; rows: readonly SimulatedRow[] }[] = [];
  #serial = 0;

  constructor(seed: number, options: HistoryOptions) {
    this.random = new Random(seed, 77);
    this.#options = options;
  }

  /** The next step; the model has taken it already. `now`: the platform's clock. */
  next(now: number): Step {
    const name = stepNames[this.random.weighted(stepWeights)] as keyof typeof steps;
    switch (name) {
      case 'hand-in':
        return this.#handIn(this.#newFile(dayInShanghai(now)), now);
      case 'again':
        return this.#files.length > 0
          ? this.#handIn(this.random.pick(this.#files), now)
          : this.next(now);
      case 'break-off':
        return this.#breakOff(now);
      case 'move-clock':
        return { does: 'move-clock', milliseconds: this.#jump(now) };
      case 'sequence':
      case 'rebuild':
        return { does: name };
      default:
        return this.#act(name) ?? this.next(now);
    }
  }

  #handIn({ file, rows }: { file: CityFile; rows: readonly SimulatedRow[] }, now: number): Step {
    const today = dayInShanghai(now);
    const stated = file.sourceDay ?? today;
    const sourceDay = stated < today ? stated : today;
    const answers = this.model.handIn({ rows, today, sourceDay });
    this.#files.push({ file, rows });
    return { does: 'hand-in', file, rows, answers };
  }

  #breakOff(now: number): Step {
    const { file } = this.#newFile(dayInShanghai(now));
    return { does: 'break-off', file: { ...file, breaksAfter: this.random.fraction() } };
  }

  #act(name: 'annotate' | 'revoke' | 'relink' | 'redact'): Step | undefined {
    const { random, model } = this;
    const records = [...model.records.values()];
    if (records.length === 0) return undefined;
    const record = random.pick(records);
    if (name === 'annotate') {
      const mark = random.pick(['in-dispute', 'repaired', 'noted']);
      model.annotate(record, mark);
      return { does: name, record, mark };
    }
    if (name === 'revoke') {
      if (record.revoked) return undefined;
      model.revoke(record);
      return { does: name, record };
    }
    if (name === 'relink') return this.#relink(record);
    const words = record.contents.flatMap(({ content }) => Object.keys(allWords(content)));
    const field = random.pick(words);
    model.redact(record, field);
    return { does: name, record, field };
  }

  // To another subject, or back to one that had it before.
  #relink(record: ModelRecord): Step | undefined {
    if (record.kind === registrationKind) return undefined;
    const before = record.contents.map(({ subject }) => subject);
    const candidates = [...this.model.registry.subjects.keys(), ...before, ...before];
    const others = candidates.filter((subject) => subject !== record.subject);
    if (others.length === 0) return undefined;
    const to = this.random.pick(others);
    this.model.relink(record, to);
    return { does: 'relink', record, to };
  }

  // Mostly some hours or days ahead, now and then a little back; back again where it has run away.
  #jump(now: number): number {
    const { random } = this;
    if (now > Date.parse('2027-06-01')) return -300 * dayMilliseconds;
    if (random.permille(250)) return -random.between(1, 20 * 24) * 3_600_000;
    return random.permille(400)
      ? random.between(1, 120_000)
      : random.between(1, 9) * dayMilliseconds;
  }

  #newFile(today: IsoDay): { file: CityFile; rows: readonly SimulatedRow[] } {
    const { random } = this;
    const kind = random.pick(kindWeights);
    const count = random.between(1, 14);
    const rows = Array.from({ length: count }, () => this.#newRow(kind, today));
    if (random.permille(this.#options.widePermille)) {
      while (rows.length < rowsOfWideFile) {
        const isNew = random.permille(20);
        rows.push(isNew ? this.#newRow(kind, today) : random.pick<SimulatedRow>(rows));
      }
    }
    const file: CityFile = {
      kind,
      agencyCode: random.pick(agencies),
      rows: rows.map(({ cells }) => cells),
      encoding: random.pick(encodings),
      ...(random.permille(500) && { sourceDay: addDays(today, random.between(-40, 3)) }),
    };
    return { file, rows };
  }

  #newRow(kind: string, today: IsoDay): SimulatedRow {
    const { random } = this;
    const past = this.#rows.filter((row) => row.kind === kind);
    if (past.length > 0 && random.permille(120)) return random.pick(past);
    const matters = this.#matters.filter((matter) => matter.kind === kind);
    const isKnown = matters.length > 0 && random.permille(550);
    const matter = isKnown ? random.pick(matters) : this.#newMatter(kind, today);
    const writing = new Random(random.below(1_000_000));
    const good = goodRow(matter, { edition: random.below(isKnown ? 5 : 2), writing });
    const row = random.permille(700) ? good.row : this.#twist(good, matter);
    this.#rows.push(row);
    return row;
  }

  #twist(good: ReturnType<typeof goodRow>, matter: Matter): SimulatedRow {
    const { random } = this;
    const twist = twists[random.pick(Object.keys(twists))];
    if (!twist) return good.row;
    this.#serial += 1;
    const others = this.organisations.filter((other) => other !== matter.organisation);
    return twist(good, { matter, others, random, serial: this.#serial });
  }

  #newMatter(kind: string, today: IsoDay): Matter {
    const { random } = this;
    const withCode = this.organisations.filter(({ uscc }) => uscc !== '');
    const matter = {
      kind,
      number: this.#matters.length + 1,
      organisation: random.pick(kind === registrationKind ? withCode : this.organisations),
      agencyCode: random.pick(agencies),
      decidedOn: addDays(today, random.between(-60, 1)),
      sort: random.below(100),
    };
    this.#matters.push(matter);
    return matter;
  }
}
