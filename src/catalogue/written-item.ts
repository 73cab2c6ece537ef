// From the shape in the YAML file to the item: defaults filled in, code lists attached.
import type { FaultList } from './fault.model.js';
import type { CatalogueAddition, CatalogueItem, CodeList, FieldSpec } from './item.model.js';

type Loose<Shape> = { -readonly [Name in keyof Shape]?: Shape[Name] };
type WrittenItem = Omit<CatalogueItem, 'codeLists'> & { readonly codeLists?: readonly string[] };
type WrittenAddition = Omit<CatalogueAddition, 'codeLists'> & {
  readonly codeLists?: readonly string[];
};

/** Reads an item whose shape was checked. Code lists that do not exist become faults. */
export function readItem(
  written: object,
  codeLists: ReadonlyMap<string, CodeList>,
  list: FaultList,
): CatalogueItem {
  const item = written as WrittenItem;
  return {
    ...item,
    multiParty: item.multiParty ?? false,
    publication: { ...item.publication, except: item.publication.except ?? [] },
    subject: { ...item.subject, otherCodes: item.subject.otherCodes ?? [] },
    consistency: item.consistency ?? [],
    codeLists: attachCodeLists(item.codeLists, codeLists, list),
    fields: item.fields.map(readField),
  };
}

/** Reads an addition whose shape was checked. */
export function readAddition(
  written: object,
  codeLists: ReadonlyMap<string, CodeList>,
  list: FaultList,
): CatalogueAddition {
  const addition = written as WrittenAddition;
  return {
    ...addition,
    aliases: addition.aliases ?? {},
    consistency: addition.consistency ?? [],
    codeLists: attachCodeLists(addition.codeLists, codeLists, list),
    fields: (addition.fields ?? []).map(readField),
  };
}

/** Reads a code list whose shape was checked. */
export function readCodeList(written: object): CodeList {
  const codeList = written as CodeList;
  return {
    ...codeList,
    values: codeList.values.map((value) => ({ ...value, aliases: value.aliases ?? [] })),
  };
}

function readField(written: Loose<FieldSpec>): FieldSpec {
  const field = written as FieldSpec;
  return { ...field, aliases: written.aliases ?? [], required: written.required ?? false };
}

function attachCodeLists(
  names: readonly string[] | undefined,
  codeLists: ReadonlyMap<string, CodeList>,
  list: FaultList,
): Record<string, CodeList> {
  const attached: Record<string, CodeList> = {};
  for (const name of names ?? []) {
    const codeList = codeLists.get(name);
    if (codeList) attached[name] = codeList;
    else
      list.add(
        'codeLists',
        `code-lists 文件夹内没有 ${name}.yml`,
        `there is no ${name}.yml in the folder code-lists`,
      );
  }
  return attached;
}
