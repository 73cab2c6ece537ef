// The composition root: which rooms the platform consists of, and what they are given.
import type { Logger } from 'pino';
import type { AccessContext } from './access/access.model.js';
import { openAccess } from './access/open-access.js';
import { raiseAlerts } from './audit/alerts.js';
import { loadAuditRules } from './audit/audit-rules.loader.js';
import type { AuditRules } from './audit/audit-rules.model.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { loadCatalogue } from './catalogue/catalogue.loader.js';
import { publicationProjector } from './disclosure/publication.projector.js';
import { searchProjector } from './disclosure/search.projector.js';
import { registryProjector } from './identity/registry.projector.js';
import type { WritingContext } from './intake/hand-in.js';
import { loadIntakeLimits } from './intake/limits.loader.js';
import { openDatabase, type Queryable } from './kernel/database.js';
import { type Clock, type IsoDay, systemClock } from './kernel/time.js';
import { directoryProjector } from './ledger/directory.projector.js';
import type { Projector } from './ledger/entry.model.js';
import { sequenceBatches } from './ledger/log.js';
import { type LogSigner, openLogKey, readVerifier } from './ledger/log-key.js';
import { sealTrail } from './ledger/trail-seal.js';
import { loadCalendars } from './rules/calendar.loader.js';
import type { Configuration } from './runtime/configuration.js';
import type { Storage } from './runtime/storage.js';

/** What follows the ledger in the same transaction, in this order: later ones read what earlier ones wrote. */
export function projectorsOf(catalogue: Catalogue): readonly Projector[] {
  return [
    directoryProjector,
    registryProjector(catalogue),
    publicationProjector(catalogue),
    searchProjector,
  ];
}

/** The platform without its doors: what the server, every command and the tests of the whole work with. */
export interface Application extends WritingContext {
  /** Who may sign in, and what is needed to tell that it is they. */
  readonly access: AccessContext;
  readonly logKey: LogSigner;
  /** Where readers reach the site; undefined where the operator has not said. */
  readonly publicUrl: string | undefined;
  readonly auditRules: AuditRules;
  /** Gives waiting batches their place in the log; returns how many there were. */
  sequence(): Promise<number>;
  /**
   * Raises alerts on unusual reading, then seals the events of the audit trail that wait; the batches then wait for
   * their place. Returns how many events.
   */
  sealTrail(): Promise<number>;
  close(): Promise<void>;
}

/** What an application is made of. */
export interface ApplicationParts {
  readonly configuration: Configuration;
  readonly storage: Storage;
  readonly log: Logger;
  readonly clock?: Clock;
}

/** Puts the rooms together on an opened storage. `close` closes the connections, not the storage. */
export async function openApplication(parts: ApplicationParts): Promise<Application> {
  const { configuration, storage, log } = parts;
  const clock = parts.clock ?? systemClock;
  const catalogue = loadCatalogue();
  const auditRules = loadAuditRules();
  const calendar = loadCalendars();
  const database = openDatabase(storage.connection, 10, (error) => {
    log.warn({ code: (error as { code?: string }).code }, 'a database connection broke');
  });
  try {
    const access = await openAccess(database, clock, {
      keyRingFile: configuration.keyRingFile,
      cipher: configuration.encryption,
    });
    const logKey = openLogKey(configuration.logKeyFile, await logName(database, configuration));
    return {
      database,
      access,
      catalogue,
      calendar,
      clock,
      projectors: projectorsOf(catalogue),
      limits: loadIntakeLimits(),
      logKey,
      publicUrl: configuration.publicUrl,
      auditRules,
      sequence: () => sequenceBatches(database, clock, logKey),
      sealTrail: async () => {
        const isWorkingDay = (day: IsoDay) => calendar.isWorkingDay(day);
        await raiseAlerts(database, clock.now(), { rules: auditRules.alerts, isWorkingDay });
        return sealTrail(database, clock, auditRules.sealing.atMostEvents.value);
      },
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The name under which the log signs: the one it began with, whatever the site is called today. */
async function logName(database: Queryable, configuration: Configuration): Promise<string> {
  const [key] = await database.query<{ verifier: string }>(
    'select verifier from ledger_key order by added_at limit 1',
  );
  const begun = key && readVerifier(key.verifier)?.name;
  const host = configuration.publicUrl ? new URL(configuration.publicUrl).host : 'xinheng.local';
  return begun ?? `${host}/log`;
}
