// Shows alerts on unusual reading and takes what was found.
import { followTheAlert, listTheAlerts, listTheEmbargoes } from '../../access/audit-desk.js';
import { isAllowed } from '../../access/permission.js';
import { addressIn } from '../language.js';
import type { Show, Take } from '../page-request.model.js';
import { AlertsPage } from './alerts.render.js';

/** The alerts, newest first, and the embargoes in force. */
export const showAlerts: Show = async (context, { frame, fault, given, visitor }) => {
  const { principal } = visitor;
  const desk = { ...context, principal };
  const alerts = await listTheAlerts(desk);
  const embargoes = isAllowed(principal, 'trail.search') ? await listTheEmbargoes(desk) : [];
  const rules = new Map(context.auditRules.alerts.map(({ id, title }) => [id, title]));
  const mayFollow = (actor: string) =>
    isAllowed(principal, 'alert.follow-up', { createdBy: actor });
  return {
    page: <AlertsPage {...{ frame, fault, given, alerts, embargoes, rules, mayFollow }} />,
  };
};

/** A step of the follow-up. */
export const takeAlertStep: Take = async (context, { frame, fields, visitor }) => {
  const { alert = '', state = '', note = '' } = fields;
  const desk = { ...context, principal: visitor.principal };
  await followTheAlert(desk, alert, { state, note });
  return { movedTo: addressIn(frame.language, `/audit/alerts#alert-${alert}`) };
};
