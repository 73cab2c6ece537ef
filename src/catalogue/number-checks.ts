// Numbers of organisations: the subject's own, those of agencies, and people's numbers that stand in their place.
import { isBlank } from '../codes/blank.js';
import { isOrganisationCode, readOrganisationCode } from '../codes/organisation-code.js';
import { isResidentIdentity } from '../codes/resident-identity.js';
import { isUscc, readUscc, type UsccReading } from '../codes/uscc.js';
import { normaliseCode } from '../codes/width.js';
import type { Bilingual } from '../kernel/errors.js';
import { characterCount, cleanText } from './clean-text.js';
import type { FieldSpec } from './item.model.js';
import { found } from './row-findings.js';
import type { CellCheck, RowState } from './row-state.js';

const mostRemembered = 4096;
// An identity number with a slip in it: a birthday stands where it would, whatever the check digit says, and one
// digit is too many or too few.
const identityForm =
  /^(?=[\dX]{17,19}$)\d{5,7}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2,4}[\dX]?$/;
const identityLength = 18;

/**
 * The subject's own code: normalised and handed on without a finding, because `identity` decides whether the row is
 * returned or held. Only an identity number of a person is found here.
 */
export function compileSubjectUscc(position: number): CellCheck {
  return (cell, row) => {
    if (isUscc(cell)) return cell;
    if (isBlank(cell)) return null;
    const { code, fault } = readUscc(cleanText(cell));
    if (code === '') return null;
    if (fault === null) return code;
    if (isResidentIdentity(code)) {
      row.reportPerson(position, found.identity_number_in_code);
      return null;
    }
    if (identityForm.test(code)) return withheldCode(row);
    // Codes that fail only a check stay as they are: a person looks at them.
    return fault === 'length' || fault === 'character' ? row.mask(code) : code;
  };
}

/** The code of an agency: it must be right. */
export function compileOtherUscc(position: number): CellCheck {
  const remembered = new Map<string, UsccReading>();
  return (cell, row) => {
    let read = remembered.get(cell);
    if (read === undefined) {
      read = isUscc(cell) ? { code: cell, fault: null } : readUscc(cleanText(cell));
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(cell, read);
    }
    if (read.fault === null) return read.code;
    const isPersonal = isResidentIdentity(read.code) || identityForm.test(read.code);
    const told = faultTexts[read.fault];
    const check = read.expectedCheck === undefined ? {} : { expectedCheck: read.expectedCheck };
    const detail = {
      fault: read.fault,
      faultZh: told.zh.replace('{expected}', read.expectedCheck ?? ''),
      faultEn: told.en.replace('{expected}', read.expectedCheck ?? ''),
      ...check,
    };
    if (!isPersonal) return row.reportWritten(position, found.uscc_wrong, cleanText(cell), detail);
    row.report(position, found.uscc_wrong, null, detail);
    return withheldCode(row);
  };
}

/** Organisation code, registration number and the further numbers of a subject. */
export function compileNumberOf(field: FieldSpec, position: number): CellCheck {
  const limit = field.maxLength ?? Number.POSITIVE_INFINITY;
  const isOrganisation = field.type === 'organisation-code';
  // Old tax numbers are 15 characters too, and many of them would pass for an identity number of before 1999.
  const shortestIdentity = field.type === 'registration-number' ? 15 : identityLength;
  return (cell, row) => {
    if (isOrganisation && isOrganisationCode(cell)) return cell;
    const clean = cleanText(cell);
    const code = field.type === 'text' ? clean : normaliseCode(clean);
    if (code.length >= shortestIdentity && isResidentIdentity(code)) {
      row.reportPerson(position, found.identity_number_in_code);
      return null;
    }
    if (identityForm.test(code)) return withheldCode(row);
    if (isOrganisation) {
      if (readOrganisationCode(code).fault === null) return code;
      return row.reportWritten(position, found.organisation_code_wrong, code);
    }
    if (code.length <= limit || characterCount(code) <= limit) return code;
    // A number of a trader's owner with something behind it is too long and is not kept.
    row.report(position, found.too_long, null, { length: characterCount(code) });
    return null;
  };
}

function withheldCode(row: RowState): null {
  row.masked += 1;
  return null;
}

const faultTexts: Readonly<Record<NonNullable<UsccReading['fault']>, Bilingual>> = {
  length: { zh: '应为 18 位', en: 'it must have 18 characters' },
  character: {
    zh: '含有代码中不会出现的字符（不用 I、O、Z、S、V）',
    en: 'it has characters that never occur in a code (I, O, Z, S, V do not)',
  },
  department: {
    zh: '第一位不是登记管理部门代码',
    en: 'the first character stands for no registration department',
  },
  category: { zh: '第二位不是机构类别代码', en: 'the second character stands for no category' },
  region: { zh: '第三至八位应为数字', en: 'characters 3 to 8 must be digits' },
  inner_check: {
    zh: '第九至十七位的校验不符，第十七位应为 {expected}',
    en: 'characters 9 to 17 fail their check, the 17th should be {expected}',
  },
  check: {
    zh: '校验位不符，应为 {expected}',
    en: 'the check character is wrong, it should be {expected}',
  },
};
