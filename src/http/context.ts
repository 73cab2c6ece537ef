// What the doors are given by wiring.ts: the parts of the running platform that answer requests.
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { AccessContext } from '../access/access.model.js';
import type { AuditRules } from '../audit/audit-rules.model.js';
import type { PublicReader } from '../disclosure/public-reader.model.js';
import type { WritingContext } from '../intake/hand-in.js';
import type { Database } from '../kernel/database.js';
import type { Bilingual } from '../kernel/errors.js';
import type { LogVerifier } from '../ledger/log-key.js';
import type { Calendar } from '../rules/calendar.js';
import type { IdentityProvider } from './identity-provider.js';
import type { Limits } from './limits.loader.js';

/** The city whose site this is. */
export interface Site {
  readonly name: Bilingual;
  /** Where readers reach the site, `https://credit.example.gov.cn`; undefined where the operator has not said. */
  readonly publicUrl: string | undefined;
}

/** The running platform as the doors see it. */
export interface Context extends PublicReader {
  readonly database: Database;
  /** Who may sign in, and what is needed to tell that it is they. */
  readonly access: AccessContext;
  /** The city's identity provider, where the operator named one. */
  readonly identityProvider?: IdentityProvider;
  readonly calendar: Calendar;
  /** Purposes, alerts, embargoes, yearly audits. */
  readonly auditRules: AuditRules;
  readonly log: Logger;
  /** Public key of the log. */
  readonly logKey: LogVerifier;
  readonly site: Site;
  /** What handing in over the network works with. */
  readonly intake: WritingContext;
  /** How often and how much may be asked. */
  readonly limits: Limits;
  /** Addresses of proxies in front of the platform; what they say of a reader's address is believed. */
  readonly trustedProxies: readonly string[];
  /** Where every room counts. */
  readonly metrics: Registry;
}
