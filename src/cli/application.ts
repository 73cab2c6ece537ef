// Opens the platform for a command, and closes it again however the command ends.
import { readConfiguration } from '../runtime/configuration.js';
import { openLog } from '../runtime/log.js';
import { openStorage, type Storage } from '../runtime/storage.js';
import { type Application, openApplication } from '../wiring.js';
import type { ExitCode } from './terminal.js';

/** Who acts from the command line, on the audit trail: whoever holds the server. */
export const operator = 'console';

/** The platform as a command has it. */
export interface CommandApplication extends Application {
  readonly storage: Storage;
  /** Where the public site is reached, without a slash at its end. */
  readonly siteUrl: string;
}

/** Opens storage and application as the environment says, does the work, and lets go of both. */
export async function withApplication(
  work: (application: CommandApplication) => Promise<ExitCode>,
): Promise<ExitCode> {
  const configuration = readConfiguration();
  // A command speaks for itself; the log has only what is out of the ordinary, unless it was asked for.
  const log = openLog(process.env['LOG_LEVEL'] ? configuration.logLevel : 'warn');
  const storage = await openStorage(configuration, log);
  try {
    const application = await openApplication({ configuration, storage, log });
    const siteUrl = configuration.publicUrl ?? `http://localhost:${configuration.port}`;
    try {
      return await work({ ...application, storage, siteUrl });
    } finally {
      await application.close();
    }
  } finally {
    await storage.close();
  }
}
