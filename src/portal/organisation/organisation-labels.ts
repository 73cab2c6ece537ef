// The names of codes in an organisation's identity: its type and its region.
import { findRegion } from '../../codes/region.js';
import type { PublicOrganisation } from '../../disclosure/credit-file.model.js';
import type { Context } from '../../http/context.js';
import { fillTemplate } from '../../kernel/errors.js';
import { dayInShanghai } from '../../kernel/time.js';
import type { Language } from '../language.js';
import { organisationWords } from './organisation.words.js';

/** The kind of record that registers organisations; its code list names their types. */
const registration = 'organisation-registration';

// Registries use codes that are in no table of regions; such a code is shown as one.
function regionCode(code: string, language: Language): string {
  return fillTemplate(organisationWords.regionCode[language], { code });
}

/** What the codes of an organisation are called in a language; the code itself where nothing names it. */
export interface OrganisationLabels {
  readonly category: string;
  /** Null: no region is on file. */
  readonly region: string | null;
}

/** Looks the type up in today's catalogue and the region among those that are known. */
export function organisationLabels(
  context: Context,
  organisation: PublicOrganisation,
  language: Language,
): OrganisationLabels {
  const item = context.catalogue.find(registration, dayInShanghai(context.clock.now()));
  const field = item?.fields.find((candidate) => candidate.code === item.subject.category);
  const list = field?.codeList === undefined ? undefined : item?.codeLists[field.codeList];
  const value = list?.values.find((candidate) => candidate.code === organisation.category);
  const { category, region } = organisation;
  return {
    category: value?.label[language] ?? category,
    region: region && (findRegion(region)?.name[language] ?? regionCode(region, language)),
  };
}
