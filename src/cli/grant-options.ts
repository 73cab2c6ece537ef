// A role on the command line: its name, and where it is to hold.
import type { Command } from 'commander';
import { readRole } from '../access/grants.js';
import type { Grant } from '../access/principal.model.js';
import type { Terminal } from './terminal.js';

/** Where a role holds, as options give it. */
export interface PlaceOptions {
  readonly agency?: string;
  readonly uscc?: string;
  readonly district?: string;
}

/** Adds the options that say where a role holds. */
export function addPlaceOptions(command: Command, terminal: Terminal): Command {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  return command
    .option('--agency <CODE>', words('角色所在部门的代码', 'the agency for which the role holds'))
    .option('--uscc <USCC>', words('角色所属机构的代码', 'the organisation for which it holds'))
    .option('--district <REGION>', words('六位行政区划代码', 'the district, six digits'));
}

/** The grant that a role's name and the options mean. Refuses `access.role_unknown`. */
export function grantOf(role: string, { agency, uscc, district }: PlaceOptions): Grant {
  return {
    role: readRole(role),
    ...(agency !== undefined && { agencyCode: agency }),
    ...(uscc !== undefined && { uscc }),
    ...(district !== undefined && { district }),
  };
}

/** The grant in words: `data-steward 11320500MB0000000X`. */
export function grantWords({ role, agencyCode, uscc, district }: Grant): string {
  return [role, agencyCode, uscc, district].filter((part) => part !== undefined).join(' ');
}
