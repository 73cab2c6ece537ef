// The cells of an administrative penalty of the demo city.
import { fillTemplate } from '../kernel/errors.js';
import type { AwkwardCase } from './awkward.policy.js';
import type { RowCells } from './cells.model.js';
import { type DecisionFrame, drawDecision, lastDayAfterYears } from './decision.js';
import { type FileFrame, placeIn } from './frame.js';
import { Random } from './random.js';
import type { Violation } from './vocabulary.model.js';
import { wanYuan, writeDay, yuanInCapitals } from './written.js';

const industryFree: ReadonlySet<AwkwardCase | undefined> = new Set<AwkwardCase | undefined>([
  'former_name',
  'no_code_exact_name',
  'registered_elsewhere',
]);
const roundFromYuan = 10_000;
const inspectionLeadDays = { nearest: 12, furthest: 70 };

/** The row at this place of the file; the same place always gives the same row. */
export function penaltyCells(frame: FileFrame, row: number, of: AwkwardCase | undefined): RowCells {
  const random = new Random(frame.room.city.seed, 7, frame.file.index, row);
  const violation = drawViolation(frame, random, of);
  const decision = drawDecision(frame, random, { row, case: of, industries: violation.industries });
  const { summaryFineYuan } = frame.room.city.words.city;
  const span = of === 'summary_procedure' ? summaryFineYuan : violation.fineYuan;
  const fineYuan = drawYuan(random, span, violation.stepYuan);
  const takenYuan = drawYuan(random, violation.confiscateYuan, 10);
  const { agency } = frame;
  return {
    CF_XDR_MC: decision.name,
    CF_XDR_LB: decision.isBusiness ? '个体工商户' : '法人及非法人组织',
    CF_XDR_SHXYM: decision.organisation.uscc,
    CF_FRDB: decision.representative,
    CF_WSH: decisionNumber(frame, decision, of),
    CF_WFXW: violation.act,
    CF_SY: drawFacts(frame, random, { violation, decision }),
    CF_YJ: violation.basis,
    CF_CFLB: violation.kinds.join(random.permille(800) ? ';' : '；'),
    CF_NR: content(random, { violation, fineYuan, takenYuan, inWords: of === 'amount_in_words' }),
    CF_NR_FK: fineYuan === 0 ? '' : writtenAmount(random, fineYuan),
    CF_NR_WFFF: takenYuan === 0 ? '' : wanYuan(takenYuan),
    CF_JDRQ: decision.decidedOn,
    CF_YXQ: lastDayAfterYears(decision.decidedOn, 1) + 1,
    CF_GSJZQ: lastDayAfterYears(decision.decidedOn, random.permille(800) ? 1 : 3) + 1,
    CF_CFJG: agency.name,
    CF_CFJGDM: agency.code,
    CF_SJLY: agency.name,
    CF_SJLYDM: agency.code,
    BZ: random.permille(30) ? '已缴纳罚款' : '',
  };
}

/** The fine of a penalty's row in yuan, 0 where it has none. */
export function fineOf(cells: RowCells): number {
  return Math.round(Number(cells['CF_NR_FK']) * 10_000) || 0;
}

/** Puts another fine into the row: amount and text, and nothing else. */
export function setFine(cells: RowCells, yuan: number): void {
  const before = fineOf(cells);
  cells['CF_NR_FK'] = wanYuan(yuan);
  cells['CF_NR'] = String(cells['CF_NR'])
    .replace(`${before}元`, `${yuan}元`)
    .replace(`${wanYuan(before)}万元`, `${wanYuan(yuan)}万元`);
}

function drawViolation(frame: FileFrame, random: Random, of: AwkwardCase | undefined): Violation {
  const { fined, warned, general } = frame.matters;
  if (of === 'warning_only') return warned.draw(random);
  return (industryFree.has(of) ? general : fined).draw(random);
}

function drawYuan(random: Random, span: readonly number[] | undefined, step = 100): number {
  if (!span) return 0;
  const [least = 0, most = 0] = span;
  // Small amounts are common, large ones rare, and the larger the rounder.
  const yuan = least + random.fraction() ** 3 * (most - least);
  const round = yuan < roundFromYuan ? step : step * 10;
  return Math.max(step, least, Math.round(yuan / round) * round);
}

function writtenAmount(random: Random, yuan: number): string {
  const form = random.below(10);
  if (form === 0) return (yuan / 10_000).toFixed(6);
  return form === 1 ? (yuan / 10_000).toFixed(4) : wanYuan(yuan);
}

function decisionNumber(
  frame: FileFrame,
  decision: DecisionFrame,
  of: AwkwardCase | undefined,
): string {
  const word = of === 'summary_procedure' ? '当罚' : '罚';
  return `${frame.agency.words.mark}${word}〔${decision.year}〕${decision.number}号`;
}

function drawFacts(
  frame: FileFrame,
  random: Random,
  of: { violation: Violation; decision: DecisionFrame },
): string {
  const { violation, decision } = of;
  const seen =
    decision.decidedOn - random.between(inspectionLeadDays.nearest, inspectionLeadDays.furthest);
  return fillTemplate(random.pick(violation.facts), {
    day: writeDay(seen, 'chinese'),
    place: placeIn(frame.room.city, random, decision.organisation.district),
    n: random.between(2, 38),
    item: violation.items ? random.pick(violation.items) : '',
  });
}

function content(
  random: Random,
  of: { violation: Violation; fineYuan: number; takenYuan: number; inWords: boolean },
): string {
  const { violation, fineYuan, takenYuan } = of;
  const parts: string[] = [];
  for (const kind of violation.kinds) {
    if (kind === '罚款') parts.push(fineText(random, fineYuan, of.inWords));
    else if (kind.startsWith('没收')) parts.push(`${kind}${takenText(kind, takenYuan)}`);
    else parts.push(kind === '警告' ? '给予警告' : kind === '通报批评' ? '予以通报批评' : kind);
  }
  if (parts.length > 1) return parts.map((part, place) => `${place + 1}.${part}`).join('；');
  return parts[0] ?? '';
}

function takenText(kind: string, yuan: number): string {
  return kind === '没收违法所得' ? `${yuan}元` : `（货值${yuan}元）`;
}

function fineText(random: Random, yuan: number, inWords: boolean): string {
  if (inWords) return `罚款人民币${yuanInCapitals(yuan)}`;
  const form = random.below(10);
  if (form < 6) return `罚款${yuan}元`;
  if (form < 9) return `处以罚款人民币${yuan}元`;
  return `罚款${wanYuan(yuan)}万元`;
}
