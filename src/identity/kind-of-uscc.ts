// The kind of organisation that a unified social credit code speaks of, by its first two characters (GB 32100).

const kindByPrefix: Readonly<Record<string, string>> = {
  '11': 'government_body',
  '12': 'institution',
  '13': 'social_organisation',
  '51': 'social_organisation',
  '52': 'private_non_enterprise',
  '53': 'foundation',
  '81': 'trade_union',
  '91': 'enterprise',
  '92': 'individual_business',
  '93': 'farmers_cooperative',
};
const kindByDepartment: Readonly<Record<string, string>> = {
  '3': 'legal_services',
  N: 'collective_organisation',
};

/** Code of the catalogue's list `organisation-kind`; `other` where the code's prefix stands for none of it. */
export function kindOfUscc(uscc: string): string {
  return kindByPrefix[uscc.slice(0, 2)] ?? kindByDepartment[uscc.slice(0, 1)] ?? 'other';
}
