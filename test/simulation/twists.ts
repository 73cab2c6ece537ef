// What can be wrong with a row, or only look so; each twist says what it makes of the row's meaning.
import { withPilotPeriodCheck, withWrongInnerCheck } from '../../src/demo/city-code.js';
import type { Random } from '../../src/demo/random.js';
import { addDays } from '../../src/kernel/time.js';
import {
  fieldsOf,
  type GoodRow,
  type Matter,
  registrationKey,
  registrationKind,
  type SimulatedKind,
} from './matters.js';
import { identityNumber, mobileNumber, type Organisation, personName } from './organisations.js';
import type { RowDraft, SimulatedRow, SubjectMeaning } from './row-draft.js';

/** What a twist may look at. */
export interface TwistPlace {
  readonly matter: Matter;
  readonly others: readonly Organisation[];
  readonly random: Random;
  /** Counts up; for names that occur once. */
  readonly serial: number;
}

type Twist = (good: GoodRow, place: TwistPlace) => SimulatedRow;

/** Twists by name; the name stands in what a failing run prints. */
export const twists: Readonly<Record<string, Twist>> = {
  name_in_other_brackets: (good) => {
    const fields = fieldsOf[kindOf(good)];
    const name = good.row.subject.name.replace('（', '(').replace('）', ') ');
    good.draft.word(fields.name, name);
    return changed(good, {});
  },
  second_name: (good, { matter }) => named(good, matter.organisation.names.at(-1) as string),
  name_of_another: (good, { others, random }) => {
    const names = others.map((other) => other.names[0] as string);
    return named(good, random.pick(names.filter((name) => !isOwnersName(name))));
  },
  name_never_heard: (good, { serial }) => named(good, `云溪${serial}号从未听说有限公司`),
  sentence_as_name: (good) => {
    const row = named(good, `${good.row.subject.name}涉嫌未按规定经营，予以处理。`);
    return { ...row, subject: { ...row.subject, isSentence: true } };
  },
  without_code: (good) => {
    good.draft.fact(fieldsOf[kindOf(good)].code, '');
    return changed(good, { code: '', fault: null });
  },
  number_instead_of_code: (good, { matter }) => {
    const { number } = matter.organisation;
    const fields = fieldsOf[kindOf(good)];
    good.draft.fact(fields.code, '').fact(fields.number, number);
    return changed(good, { code: '', fault: null });
  },
  without_code_and_category: (good) => {
    const fields = fieldsOf[kindOf(good)];
    good.draft.fact(fields.code, '').fact(fields.number, '').fact(fields.category, '', '无');
    good.draft.withheldFact('CF_XDR_SWDJ', '');
    const row = changed(good, { code: '', fault: null });
    return isOwnersName(row.subject.name) ? { ...row, fate: 'held_unkept', masked: 0 } : row;
  },
  pilot_period_code: (good) => coded(good, withPilotPeriodCheck, 'check'),
  wrong_inner_check: (good) => coded(good, withWrongInnerCheck, 'other'),
  code_too_short: (good) => coded(good, (code) => code.slice(1), 'other'),
  code_of_another: (good, { others, random }) => {
    const other = random.pick(others.filter(({ uscc, isTrader }) => uscc !== '' && !isTrader));
    const fields = fieldsOf[kindOf(good)];
    good.draft.fact(fields.code, other.uscc).fact(fields.number, '');
    const name = other.names[0] as string;
    good.draft.word(fields.name, name).fact(fields.category, categoryOf(good));
    return changed(good, { code: other.uscc, name });
  },
  natural_person: (good, place) => {
    if (kindOf(good) === registrationKind) return good.row;
    const fields = fieldsOf[kindOf(good)];
    makePerson(good.draft, good, place);
    good.draft.fact(fields.category, '自然人').fact(fields.code, '');
    return { ...good.row, fate: 'returned', masked: 0 };
  },
  identity_number_as_code: (good, place) => {
    makePerson(good.draft, good, place);
    good.draft.fact(fieldsOf[kindOf(good)].code, identityNumber(place.random));
    return { ...good.row, fate: 'returned', masked: 0 };
  },
  person_without_category: (good, place) => {
    const fields = fieldsOf[kindOf(good)];
    makePerson(good.draft, good, place);
    good.draft.fact(fields.category, '').fact(fields.code, '').fact(fields.number, '');
    good.draft.withheldFact('CF_XDR_SWDJ', '');
    return { ...good.row, fate: 'held_unkept', masked: 0 };
  },
  identity_number_beside: (good, { random }) => {
    good.draft.unkept(fieldsOf[kindOf(good)].identity, identityNumber(random));
    return good.row;
  },
  personal_numbers_in_text: (good, { random }) => {
    const { text } = fieldsOf[kindOf(good)];
    const before = good.draft.words[text] as string;
    const written = `${good.draft.cells[text]}，公民身份号码${identityNumber(random)}、手机${mobileNumber(random)}。`;
    good.draft.word(
      text,
      `${before}，公民身份号码［身份证号已屏蔽］、手机［手机号已屏蔽］。`,
      written,
    );
    return { ...changed(good, {}), masked: good.row.masked + 2 };
  },
  missing_required: (good) => {
    good.draft.cells[fieldsOf[kindOf(good)].required] = '';
    return { ...good.row, fate: 'returned' };
  },
  day_that_is_none: (good, { random }) => {
    good.draft.cells[fieldsOf[kindOf(good)].decidedOn] = random.pick([
      '2026-02-30',
      '4.3.26',
      '待补',
    ]);
    return { ...good.row, fate: 'returned' };
  },
  day_far_ahead: (good) => {
    good.draft.cells[fieldsOf[kindOf(good)].decidedOn] = addDays('2030-01-01', 5);
    return { ...good.row, fate: 'returned' };
  },
  wrong_agency_code: (good) => {
    const { agencyCode } = fieldsOf[kindOf(good)];
    good.draft.cells[agencyCode] = withWrongInnerCheck(good.draft.cells[agencyCode] as string);
    return { ...good.row, fate: 'returned' };
  },
};

function kindOf(good: GoodRow): SimulatedKind {
  return good.row.kind as SimulatedKind;
}

/** The row after its cells were changed. */
function changed(good: GoodRow, subject: Partial<SubjectMeaning>): SimulatedRow {
  const number = good.draft.facts[fieldsOf[kindOf(good)].number] ?? '';
  const meant = { ...good.row.subject, ...subject, number };
  const { kind, record } = good.row;
  return {
    ...good.row,
    content: good.draft.content,
    subject: meant,
    record: kind === registrationKind ? registrationKey(meant) : record,
  };
}

function named(good: GoodRow, name: string): SimulatedRow {
  good.draft.word(fieldsOf[kindOf(good)].name, name);
  return changed(good, { name });
}

function coded(
  good: GoodRow,
  change: (code: string) => string,
  fault: 'check' | 'other',
): SimulatedRow {
  const { code } = good.row.subject;
  if (code === '') return good.row;
  const wrong = change(code);
  good.draft.fact(fieldsOf[kindOf(good)].code, wrong);
  const row = changed(good, { code: wrong, fault });
  // A category that goes with the prefix no longer does, where the code lost its first character.
  return fault === 'other' ? { ...row, fate: 'returned' } : row;
}

function categoryOf(good: GoodRow): string {
  return kindOf(good) === registrationKind ? 'enterprise' : '法人及非法人组织';
}

function isOwnersName(name: string): boolean {
  return name.startsWith('张');
}

function makePerson(draft: RowDraft, good: GoodRow, { random, serial }: TwistPlace): void {
  const fields = fieldsOf[kindOf(good)];
  const name = personName('钱', serial);
  draft.word(fields.name, name).unkept(fields.representative, name);
  draft.unkept(fields.identity, identityNumber(random));
}
