// The cells of an administrative licence of the demo city.
import type { AwkwardCase } from './awkward.policy.js';
import type { RowCells } from './cells.model.js';
import { type DecisionFrame, drawDecision, lastDayAfterYears } from './decision.js';
import type { FileFrame } from './frame.js';
import { Random } from './random.js';
import type { LicenceMatter } from './vocabulary.model.js';
import { dayWithoutEnd } from './written.js';

/** The row at this place of the file; the same place always gives the same row. */
export function licenceCells(frame: FileFrame, row: number, of: AwkwardCase | undefined): RowCells {
  const random = new Random(frame.room.city.seed, 8, frame.file.index, row);
  const { limited, withoutEnd } = frame.matters;
  const matter = (of === 'without_end' ? withoutEnd : limited).draw(random);
  const decision = drawDecision(frame, random, { row, case: of, industries: matter.industries });
  const { agency } = frame;
  return {
    XK_XDR_MC: decision.name,
    XK_XDR_LB: decision.isBusiness ? '个体工商户' : '法人及非法人组织',
    XK_XDR_SHXYM: decision.organisation.uscc,
    XK_FRDB: decision.representative,
    XK_XKWS: matter.decision,
    XK_WSH: `${agency.words.mark}许〔${decision.year}〕${decision.number}号`,
    XK_XKLB: matter.type,
    XK_XKZS: matter.certificate,
    XK_XKBH: licenceNumber(frame, matter, decision),
    XK_NR: random.pick(matter.contents),
    XK_JDRQ: decision.decidedOn,
    XK_YXQZ: decision.decidedOn,
    XK_YXQZI:
      matter.years === undefined
        ? dayWithoutEnd
        : lastDayAfterYears(decision.decidedOn, matter.years),
    XK_XKJG: agency.name,
    XK_XKJGDM: agency.code,
    XK_ZT: random.permille(985) ? '1' : '2',
    XK_LYDW: agency.name,
    XK_LYDWDM: agency.code,
    BZ: '',
  };
}

function licenceNumber(frame: FileFrame, matter: LicenceMatter, decision: DecisionFrame): string {
  const { districts } = frame.room.city.words.city;
  const region = districts[decision.organisation.district]?.region ?? '';
  return `${matter.mark}1${region}${String(decision.year).slice(2)}${decision.number}`;
}
