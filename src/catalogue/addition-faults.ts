// What must be so between files: no two for one day, additions that fit the item they add to.
import type { Fault } from './fault.model.js';
import { FaultList } from './fault.model.js';
import { findField } from './fields.js';
import type { CatalogueAddition, CatalogueItem } from './item.model.js';
import { checkPeriod, findItemFaults } from './item-faults.js';
import { holdsOn, layerRank, mergeAddition, periodsMeet } from './merge.policy.js';

interface FaultyPart {
  readonly subject: CatalogueItem | CatalogueAddition;
  readonly faults: readonly Fault[];
}

/** Items of one kind, additions to one kind in one layer, that hold on the same day; layers with two places. */
export function findOverlaps(
  items: readonly CatalogueItem[],
  additions: readonly CatalogueAddition[],
): FaultyPart[] {
  const found: FaultyPart[] = [];
  const report = (subject: FaultyPart['subject'], zh: string, en: string) =>
    found.push({ subject, faults: [{ path: 'from', zh, en }] });
  items.forEach((item, at) => {
    const other = items
      .slice(0, at)
      .find((one) => one.kind === item.kind && periodsMeet(one, item));
    if (other)
      report(
        item,
        `事项 ${item.kind} 与自 ${other.from} 起的另一文件日期重叠`,
        `the kind ${item.kind} overlaps in date with the file in force from ${other.from}`,
      );
  });
  additions.forEach((addition, at) => {
    const other = additions
      .slice(0, at)
      .find(
        (one) =>
          one.addsTo === addition.addsTo &&
          one.layer === addition.layer &&
          periodsMeet(one, addition),
      );
    if (other)
      report(
        addition,
        `对 ${addition.addsTo} 的补充与自 ${other.from} 起的另一文件日期重叠`,
        `the addition to ${addition.addsTo} overlaps in date with the file in force from ${other.from}`,
      );
  });
  const sites = new Map<string, string>();
  for (const part of [...items, ...additions]) {
    if (part.site === undefined) continue;
    const site = sites.get(part.layer);
    if (site !== undefined && site !== part.site)
      report(
        part,
        `${part.layer} 层已是 ${site}，一套目录每层只能有一地`,
        `the layer ${part.layer} is already that of ${site}; a catalogue has one place in each layer`,
      );
    sites.set(part.layer, site ?? part.site);
  }
  return found;
}

/** Additions that do not fit: no lower item on their days, or the item no longer holds together with them. */
export function findAdditionFaults(
  items: readonly CatalogueItem[],
  additions: readonly CatalogueAddition[],
): FaultyPart[] {
  const ordered = additions.toSorted((one, other) => layerRank(one.layer) - layerRank(other.layer));
  return ordered.map((addition) => {
    const list = new FaultList();
    checkPeriod(addition, list);
    const bases = items.filter(
      (item) =>
        item.kind === addition.addsTo &&
        layerRank(item.layer) < layerRank(addition.layer) &&
        periodsMeet(item, addition),
    );
    if (bases.length === 0)
      list.add(
        'addsTo',
        `下层目录在这些日子没有事项 ${addition.addsTo}`,
        `no lower layer has the kind ${addition.addsTo} on these days`,
      );
    for (const base of bases) checkMerged(base, addition, ordered, list);
    return { subject: addition, faults: list.faults };
  });
}

// On each day on which something beneath begins: the item with the lower additions of that day, and then with this one.
function checkMerged(
  base: CatalogueItem,
  addition: CatalogueAddition,
  ordered: readonly CatalogueAddition[],
  list: FaultList,
): void {
  const beneath = ordered.filter(
    (one) => one.addsTo === addition.addsTo && layerRank(one.layer) < layerRank(addition.layer),
  );
  const days = [addition, base, ...beneath].map((part) => part.from);
  const told = new Set<string>();
  for (const day of new Set(days)) {
    if (!holdsOn(addition, day) || !holdsOn(base, day)) continue;
    const lower = beneath.filter((one) => holdsOn(one, day)).reduce(mergeAddition, base);
    const known = new Set(findItemFaults(lower).map((fault) => fault.en));
    const faults = findItemFaults(mergeAddition(lower, addition));
    for (const fault of [...findLostAliases(lower, addition), ...faults]) {
      if (known.has(fault.en) || told.has(fault.en)) continue;
      told.add(fault.en);
      list.faults.push(fault);
    }
  }
}

function findLostAliases(lower: CatalogueItem, addition: CatalogueAddition): Fault[] {
  return Object.keys(addition.aliases)
    .filter((code) => !findField(lower, code))
    .map((code) => ({
      path: 'aliases',
      zh: `下层事项没有字段 ${code}`,
      en: `the lower item has no field ${code}`,
    }));
}
