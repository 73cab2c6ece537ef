// Shows the register of security audits and takes its entries.
import {
  enterTheAudit,
  enterTheFinding,
  followTheFinding,
  readTheRegister,
} from '../../access/audit-desk.js';
import { isAllowed } from '../../access/permission.js';
import { addressIn } from '../language.js';
import type { Show, Take } from '../page-request.model.js';
import { RegisterPage } from './register.render.js';

/** The audits of a year, with their findings. */
export const showRegister: Show = async (context, { frame, fault, given, query, visitor }) => {
  const { principal } = visitor;
  const asked = /^2[01]\d\d$/.exec(query['year'] ?? given['year'] ?? '');
  const register = await readTheRegister(
    { ...context, principal },
    asked ? Number(asked[0]) : undefined,
  );
  const mayWrite = isAllowed(principal, 'security-audit.write');
  return { page: <RegisterPage {...{ frame, fault, given, register, mayWrite }} /> };
};

/** An audit, a finding, or a step about one: as the form says. */
export const takeRegisterEntry: Take = async (context, { frame, fields, visitor }) => {
  const desk = { ...context, principal: visitor.principal };
  const { what: entry, audit = '', finding = '', year = '' } = fields;
  if (entry === 'audit') {
    const { heldOn = '', title = '', heldBy = '' } = fields;
    await enterTheAudit(desk, { heldOn: heldOn.trim(), title, heldBy });
  } else if (entry === 'finding') {
    const { severity = '', text = '', dueOn = '' } = fields;
    await enterTheFinding(desk, audit, { severity, what: text, dueOn: dueOn.trim() });
  } else {
    const { state = '', note = '' } = fields;
    await followTheFinding(desk, { auditId: audit, finding: Number(finding) }, { state, note });
  }
  const shown = entry === 'audit' ? (fields['heldOn'] ?? '').trim().slice(0, 4) : year;
  return { movedTo: addressIn(frame.language, `/audit/security-audits?year=${shown}`) };
};
