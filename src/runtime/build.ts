// What the package says about itself.
import { readFileSync } from 'node:fs';
import { packageFile } from '../kernel/package-files.js';

/** The version in package.json. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string })
    .version;
}
