// A copy of the product's catalogue in a temporary folder, for tests that change a file or add one.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { parse, stringify } from 'yaml';
import { packageFile } from '../../src/kernel/package-files.js';

/** A YAML document as nested objects and arrays. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests bend documents into every wrong shape
export type Written = any;

/** The temporary catalogue; it goes away with the test. */
export class CatalogueFolder {
  readonly directory: string;

  constructor(t: TestContext) {
    this.directory = mkdtempSync(join(tmpdir(), 'catalogue-'));
    t.after(() => rmSync(this.directory, { recursive: true }));
    cpSync(packageFile('data', 'catalogue'), this.directory, { recursive: true });
  }

  read(file: string): Written {
    return parse(readFileSync(join(this.directory, file), 'utf8'));
  }

  write(file: string, document: Written): void {
    this.writeText(file, stringify(document));
  }

  writeText(file: string, text: string): void {
    const path = join(this.directory, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  change(file: string, change: (document: Written) => void): void {
    const document = this.read(file);
    change(document);
    this.write(file, document);
  }
}
