// A fault of a catalogue file: where it stands and what is so, in both languages.
import type { Bilingual } from '../kernel/errors.js';

export interface Fault extends Bilingual {
  /** Path inside the file, `fields/3/type`; empty where the whole file is meant. */
  readonly path: string;
  /** The file, relative to the catalogue's folder. */
  readonly file?: string;
}

/** Collects the faults of one file. */
export class FaultList {
  readonly faults: Fault[] = [];

  add(path: string, zh: string, en: string): void {
    this.faults.push({ path, zh, en });
  }
}
