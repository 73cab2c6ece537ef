// Field codes that awkward cases change, for each of the two kinds of decision.
import type { DecisionKind } from './awkward.policy.js';

/** Where a kind of decision keeps what the awkward cases touch. */
export interface DecisionFields {
  readonly name: string;
  readonly category: string;
  readonly code: string;
  readonly representative: string;
  readonly representativeDocument: string;
  readonly representativeNumber: string;
  readonly document: string;
  readonly documentNumber: string;
  readonly decidedOn: string;
  /** Free text in which personal data or a line break may stand. */
  readonly text: string;
  /** Fields that must be filled, one of which is left empty. */
  readonly required: readonly string[];
  /** Fields that may be empty. */
  readonly optional: readonly string[];
}

const penaltyFields: DecisionFields = {
  name: 'CF_XDR_MC',
  category: 'CF_XDR_LB',
  code: 'CF_XDR_SHXYM',
  representative: 'CF_FRDB',
  representativeDocument: 'CF_FR_ZJLX',
  representativeNumber: 'CF_FR_ZJHM',
  document: 'CF_XDR_ZJLX',
  documentNumber: 'CF_XDR_ZJHM',
  decidedOn: 'CF_JDRQ',
  text: 'CF_SY',
  required: ['CF_WFXW', 'CF_SY', 'CF_YJ', 'CF_NR', 'CF_JDRQ', 'CF_CFJG'],
  optional: [
    'CF_XDR_GSZC',
    'CF_XDR_ZZJG',
    'CF_XDR_SWDJ',
    'CF_XDR_SYDW',
    'CF_XDR_SHZZ',
    'CF_NR_ZKDX',
    'BZ',
  ],
};

const licenceFields: DecisionFields = {
  name: 'XK_XDR_MC',
  category: 'XK_XDR_LB',
  code: 'XK_XDR_SHXYM',
  representative: 'XK_FRDB',
  representativeDocument: 'XK_FR_ZJLX',
  representativeNumber: 'XK_FR_ZJHM',
  document: 'XK_XDR_ZJLX',
  documentNumber: 'XK_XDR_ZJHM',
  decidedOn: 'XK_JDRQ',
  text: 'XK_NR',
  required: ['XK_NR', 'XK_XKWS', 'XK_XKLB', 'XK_JDRQ', 'XK_YXQZI', 'XK_XKJG'],
  optional: ['XK_XDR_GSZC', 'XK_XDR_ZZJG', 'XK_XDR_SWDJ', 'XK_XDR_SYDW', 'XK_XDR_SHZZ', 'BZ'],
};

/** The field codes of a kind of decision. */
export function fieldsOf(kind: DecisionKind): DecisionFields {
  return kind === 'administrative-licence' ? licenceFields : penaltyFields;
}
