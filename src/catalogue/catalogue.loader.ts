// Reads the catalogue's YAML files and refuses what it does not understand, all faults together.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { TSchema } from 'typebox';
import { Errors } from 'typebox/value';
import { LineCounter, parseDocument } from 'yaml';
import { defineRefusals } from '../kernel/errors.js';
import { packageFile } from '../kernel/package-files.js';
import { findAdditionFaults, findOverlaps } from './addition-faults.js';
import { Catalogue } from './catalogue.js';
import type { Fault } from './fault.model.js';
import { FaultList } from './fault.model.js';
import { type CatalogueAddition, type CatalogueItem, type CodeList, layers } from './item.model.js';
import { additionSchema, codeListSchema, itemSchema } from './item.schema.js';
import { findItemFaults } from './item-faults.js';
import { readAddition, readCodeList, readItem } from './written-item.js';

const refuse = defineRefusals('catalogue', {
  files_refused: {
    kind: 'invalid',
    zh: '目录文件有 {count} 处不能接受，目录未载入：{faultsZh}。改正后重新载入。',
    en: 'The catalogue files have {count} faults and were not loaded: {faultsEn}. Mend them and load again.',
  },
});

/** What the files say, and every fault found in them. */
export interface ReadCatalogue {
  readonly items: readonly CatalogueItem[];
  readonly additions: readonly CatalogueAddition[];
  readonly faults: readonly Fault[];
}

/** Loads the catalogue of a folder. Refuses `catalogue.files_refused` with file, path and reason of each fault. */
export function loadCatalogue(directory: string = packageFile('data', 'catalogue')): Catalogue {
  const { items, additions, faults } = readCatalogue(directory);
  if (faults.length > 0) {
    const told = (language: 'zh' | 'en') =>
      faults.map((fault) => `${fault.file}: ${fault.path}: ${fault[language]}`).join('; ');
    throw refuse.files_refused({
      count: faults.length,
      faultsZh: told('zh'),
      faultsEn: told('en'),
    });
  }
  return new Catalogue(items, additions);
}

/** Reads all files of a catalogue folder without refusing; `catalogue lint` shows the faults. */
export function readCatalogue(directory: string): ReadCatalogue {
  const reading = new Reading(directory);
  const codeLists = new Map<string, CodeList>();
  for (const file of listYaml(join(directory, 'code-lists'))) {
    const written = reading.read(file, codeListSchema);
    if (written) codeLists.set(basename(file, '.yml'), readCodeList(written));
  }
  const items: CatalogueItem[] = [];
  const additions: CatalogueAddition[] = [];
  for (const layer of layers)
    for (const file of listYaml(join(directory, layer))) {
      const document = reading.parse(file);
      if (document === undefined) continue;
      const isAddition = typeof document === 'object' && document !== null && 'addsTo' in document;
      const written = reading.check(file, document, isAddition ? additionSchema : itemSchema);
      if (!written) continue;
      const list = new FaultList();
      if ((written as { layer?: unknown }).layer !== layer)
        list.add('layer', `文件在 ${layer} 文件夹内`, `the file lies in the folder ${layer}`);
      if (isAddition) {
        const addition = readAddition(written, codeLists, list);
        additions.push(addition);
        reading.origins.set(addition, file);
      } else {
        const item = readItem(written, codeLists, list);
        items.push(item);
        reading.origins.set(item, file);
        list.faults.push(...findItemFaults(item));
      }
      reading.report(file, list.faults);
    }
  if (items.length === 0 && reading.faults.length === 0)
    reading.report(directory, [
      { path: '', zh: '文件夹内没有目录事项', en: 'the folder holds no catalogue item' },
    ]);
  for (const { subject, faults } of [
    ...findOverlaps(items, additions),
    ...findAdditionFaults(items, additions),
  ])
    reading.report(reading.origins.get(subject) ?? directory, faults);
  return { items, additions, faults: reading.faults };
}

class Reading {
  readonly faults: Fault[] = [];
  readonly origins = new Map<object, string>();
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  report(file: string, faults: readonly Fault[]): void {
    const name = relative(this.#directory, file).split(sep).join('/') || file;
    for (const fault of faults) this.faults.push({ ...fault, file: name });
  }

  read(file: string, schema: TSchema): object | undefined {
    const document = this.parse(file);
    return document === undefined ? undefined : this.check(file, document, schema);
  }

  parse(file: string): unknown {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
    if (document.errors.length === 0) return document.toJS() ?? null;
    this.report(
      file,
      document.errors.map((error) => {
        const { line } = lines.linePos(error.pos[0]);
        const said = error.message.split('\n')[0] ?? '';
        return { path: `line ${line}`, zh: `YAML 读不懂：${said}`, en: `not YAML: ${said}` };
      }),
    );
    return undefined;
  }

  check(file: string, document: unknown, schema: TSchema): object | undefined {
    const faults = findShapeFaults(schema, document);
    this.report(file, faults);
    return faults.length === 0 ? (document as object) : undefined;
  }
}

function findShapeFaults(schema: TSchema, document: unknown): Fault[] {
  const faults: Fault[] = [];
  for (const error of Errors(schema, document)) {
    const path = error.instancePath.slice(1);
    const params = error.params as Readonly<Record<string, unknown>>;
    if (error.keyword === 'additionalProperties') {
      const keys = joined(params['additionalProperties']);
      faults.push({ path, zh: `不认识的键 ${keys}`, en: `unknown key ${keys}` });
    } else if (error.keyword === 'required') {
      const keys = joined(params['requiredProperties']);
      faults.push({ path, zh: `缺少 ${keys}`, en: `${keys} is missing` });
    } else if (error.keyword === 'enum') {
      const allowed = joined(params['allowedValues']);
      faults.push({ path, zh: `只能是 ${allowed} 之一`, en: `must be one of ${allowed}` });
    } else if (error.keyword !== 'boolean') {
      faults.push({ path, zh: `写法不对：${error.message}`, en: error.message });
    }
  }
  return faults;
}

function joined(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function listYaml(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml') || name.endsWith('.yaml'))
    .toSorted()
    .map((name) => join(directory, name));
}
