// Where the files of the package lie that are not code: catalogue, calendars, migrations, style sheet.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. Compiled code lies in dist/src/<room>/, three levels below it. */
export const packageRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Absolute path of a file of the package, e.g. `packageFile('data', 'calendar')`. */
export function packageFile(...segments: string[]): string {
  return join(packageRoot, ...segments);
}
