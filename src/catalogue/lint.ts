// Looks over a catalogue folder: faults that keep it from loading, and what a jurist or a steward should know.
import { packageFile } from '../kernel/package-files.js';
import type { IsoDay } from '../kernel/time.js';
import { Catalogue } from './catalogue.js';
import { readCatalogue } from './catalogue.loader.js';
import type { Fault } from './fault.model.js';
import { findingMessage } from './findings.js';
import type { CatalogueItem, LegalBasis } from './item.model.js';
import { compileRowCheck } from './row-check.js';

/** A place in the catalogue that is open or unsure, or could be better. */
export interface LintRemark {
  readonly kind: string;
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

/** What `xinheng catalogue lint` says. */
export interface LintReport {
  readonly kinds: readonly string[];
  /** The catalogue cannot be used. */
  readonly faults: readonly Fault[];
  /** It can be used; this is what is not established, unsure, or missing. */
  readonly remarks: readonly LintRemark[];
}

/** Checks a catalogue folder without refusing. `today` is the day against which the examples are checked. */
export function lintCatalogue(
  today: IsoDay,
  directory: string = packageFile('data', 'catalogue'),
): LintReport {
  const { items, additions, faults } = readCatalogue(directory);
  const catalogue = new Catalogue(items, additions);
  const remarks = items.flatMap((item) => [
    ...listOpenBases(item),
    ...checkExample(catalogue.find(item.kind, item.from) ?? item, today),
  ]);
  return { kinds: catalogue.kinds(), faults, remarks };
}

function listOpenBases(item: CatalogueItem): LintRemark[] {
  const remarks: LintRemark[] = [];
  for (const { path, basis } of listBases(item, '')) {
    const remark = { kind: item.kind, path };
    if (basis.notEstablished)
      remarks.push({
        ...remark,
        zh: `未确立：${basis.why?.zh ?? basis.instrument.zh}`,
        en: `not established: ${basis.why?.en ?? basis.instrument.en}`,
      });
    else if (basis.confidence === 'L')
      remarks.push({
        ...remark,
        zh: `把握不足，启用前核对：${basis.instrument.zh}`,
        en: `unsure, to be checked before use: ${basis.instrument.en}`,
      });
  }
  return remarks;
}

function listBases(value: unknown, path: string): { path: string; basis: LegalBasis }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('instrument' in value && 'confidence' in value)
    return [{ path, basis: value as unknown as LegalBasis }];
  return Object.entries(value).flatMap(([name, member]) =>
    listBases(member, path === '' ? name : `${path}/${name}`),
  );
}

// The example of the template must be a record that would be admitted.
function checkExample(item: CatalogueItem, today: IsoDay): LintRemark[] {
  const cells = item.fields.map((field) => (field.part === 'dropped' ? '' : (field.example ?? '')));
  const { findings } = compileRowCheck(item).check(cells, today);
  return findings.map((finding) => {
    const message = findingMessage(item, finding);
    const code = item.fields[finding.field]?.code ?? '';
    return {
      kind: item.kind,
      path: `fields/${code}/example`,
      zh: `示例不会被采纳：${message.zh}`,
      en: `the example would not be admitted: ${message.en}`,
    };
  });
}
