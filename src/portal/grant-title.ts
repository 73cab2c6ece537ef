// A role as its holder reads it: what it is called, and where it holds.
import { permissionTable } from '../access/permission.js';
import type { Grant } from '../access/principal.model.js';
import type { Queryable } from '../kernel/database.js';
import { getAgency } from '../parties/agencies.js';
import type { Language } from './language.js';

/** `信息管理员（云溪市环境局）`: the title of the role with the place that it holds for. */
export async function grantTitle(
  database: Queryable,
  { role, agencyCode, uscc, district }: Grant,
  language: Language,
): Promise<string> {
  const title = roleTitle(role, language);
  const agency = agencyCode === undefined ? undefined : await getAgency(database, agencyCode);
  const agencyName = language === 'zh' ? agency?.nameZh : agency?.nameEn;
  const places = [agencyName, uscc, district].filter((place) => place !== undefined);
  if (places.length === 0) return title;
  return language === 'zh' ? `${title}（${places.join('，')}）` : `${title} (${places.join(', ')})`;
}

/** The roles of an account in few words, for the head of the page. */
export function rolesInBrief(grants: readonly Grant[], language: Language): string {
  const titles = [...new Set(grants.map(({ role }) => roleTitle(role, language)))];
  const most = 2;
  const rest = titles.length > most ? ` +${titles.length - most}` : '';
  return titles.slice(0, most).join(language === 'zh' ? '、' : ', ') + rest;
}

/** What the permission table calls a role. */
export function roleTitle(role: Grant['role'], language: Language): string {
  return permissionTable().roles.get(role)?.title[language] ?? role;
}
