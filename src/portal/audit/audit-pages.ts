// The auditor's addresses.
import type { Page } from '../page-request.model.js';
import { showAlerts, takeAlertStep } from './alerts.js';
import { showAudit } from './overview.js';
import { showRegister, takeRegisterEntry } from './register.js';
import { showExport, showTrail } from './trail.js';

/** The trail, alerts, and the register of security audits. */
export const auditPages: readonly Page[] = [
  { address: '/audit', act: 'security-audit.read', show: showAudit },
  { address: '/audit/trail', act: 'trail.search', show: showTrail },
  { address: '/audit/export', act: 'trail.export', show: showExport },
  {
    address: '/audit/alerts',
    act: 'alert.read',
    show: showAlerts,
    take: takeAlertStep,
    takes: 'alert.follow-up',
  },
  {
    address: '/audit/security-audits',
    act: 'security-audit.read',
    show: showRegister,
    take: takeRegisterEntry,
    takes: 'security-audit.write',
  },
];
