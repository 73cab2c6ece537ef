// What is not public, for those whom the permission table lets in: the whole file, who looked at it, embargoes.
import { authorise, isAllowed } from '../access/permission.js';
import type { Act } from '../access/permission.model.js';
import type { Principal, Target } from '../access/principal.model.js';
import { setEmbargo } from '../audit/embargo.js';
import { getOrganisation, lookAtFile, type OperatorFile } from '../disclosure/operator-file.js';
import { creditOffice, listShownReadings, type ShownReading } from '../disclosure/readings.js';
import { dayInShanghai } from '../kernel/time.js';
import type { Viewpoint } from '../ledger/as-of.js';
import type { Context } from './context.js';
import { refuse } from './refusals.js';

/** A look at somebody else's file. */
export interface FileOrder {
  readonly uscc: string;
  readonly purpose: string;
  readonly matter: string;
  readonly asOf?: string | undefined;
  /** ISO 8601. */
  readonly knownAt?: string | undefined;
  /** For which of his agencies he looks, where he has several. */
  readonly office?: string | undefined;
}

/** The file with what is not public, on the reading log. Refuses `access.*`, `reading.*`, `disclosure.*`. */
export async function readFile(
  context: Context,
  principal: Principal,
  order: FileOrder,
): Promise<OperatorFile> {
  const { uscc, region } = await getOrganisation(context, order.uscc);
  const target: Target = { uscc, ...(region !== null && { district: region }) };
  authorise(principal, 'file.read', target);
  const office = officeOf(principal, { act: 'file.read', target, asked: order.office });
  const { purpose, matter } = order;
  const viewpoint = viewpointOf(context, order);
  return lookAtFile(context, uscc, { viewpoint, actor: principal.actor, office, purpose, matter });
}

/** An organisation's look at its own whole file. Refuses `access.*`, `disclosure.*`. */
export async function readOwnFile(
  context: Context,
  principal: Principal,
  order: Pick<FileOrder, 'uscc' | 'asOf' | 'knownAt'>,
): Promise<OperatorFile> {
  authorise(principal, 'file.read-own', { uscc: order.uscc });
  const { uscc } = await getOrganisation(context, order.uscc);
  return lookAtFile(context, uscc, {
    viewpoint: viewpointOf(context, order),
    actor: principal.actor,
    act: 'file.read-own',
    purpose: 'own-file',
    matter: '本机构查看',
  });
}

/** Who looked at one's own organisation. Refuses `access.*`, `reading.cursor_unknown`. */
export async function listOwnReadings(
  context: Context,
  principal: Principal,
  {
    uscc,
    ...page
  }: { readonly uscc: string; readonly limit: number; readonly after?: string | undefined },
): Promise<{ readings: ShownReading[]; next: string | null }> {
  authorise(principal, 'readings.read-own', { uscc });
  return listShownReadings(context, uscc, page);
}

/** What is withheld, on what and until when. */
export interface EmbargoWish {
  readonly uscc: string;
  readonly matter: string;
  readonly basis: string;
  readonly shownFrom: string;
  readonly office?: string | undefined;
}

/** Withholds the readings of one's own office from an organisation. Refuses `access.*`, `embargo.*`, `reading.*`. */
export async function withholdReadings(
  { database, auditRules, clock, ...context }: Context,
  principal: Principal,
  wish: EmbargoWish,
): Promise<void> {
  const { uscc } = await getOrganisation({ ...context, database }, wish.uscc);
  const office = ownAgency(principal, wish.office);
  authorise(principal, 'embargo.set', { agencyCode: office ?? '', uscc });
  const { matter, basis, shownFrom } = wish;
  const who = { office: office ?? '', actor: principal.actor, at: clock.now() };
  await setEmbargo(database, auditRules.embargo, { ...who, uscc, matter, basis, shownFrom });
}

function viewpointOf(
  { clock }: Pick<Context, 'clock'>,
  { asOf, knownAt }: Pick<FileOrder, 'asOf' | 'knownAt'>,
): Viewpoint {
  return {
    asOf: asOf ?? dayInShanghai(clock.now()),
    knownAt: knownAt === undefined ? null : Date.parse(knownAt),
  };
}

/** The agency for which he may do the act to the target: the one he named, else the first. Refuses `http.office_not_own`. */
function officeOf(
  principal: Principal,
  {
    act,
    target,
    asked,
  }: { readonly act: Act; readonly target: Target; readonly asked: string | undefined },
): string | undefined {
  if (principal.kind === 'console') return undefined;
  const offices = principal.grants
    .filter((grant) => isAllowed({ ...principal, grants: [grant] }, act, target))
    .map(({ agencyCode }) => agencyCode ?? creditOffice);
  if (asked === undefined) return offices[0];
  if (!offices.includes(asked)) throw refuse.office_not_own({ office: asked.slice(0, 40) });
  return asked;
}

function ownAgency(principal: Principal, asked: string | undefined): string | undefined {
  return asked ?? principal.grants.find(({ role }) => role === 'second-officer')?.agencyCode;
}
