// Bindings of accounts to organisations.
import type { Queryable } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';

export interface BindingRow {
  readonly binding_id: string;
  readonly uscc: string;
  readonly way: 'letter' | 'window';
  readonly account_id: string | null;
  readonly asked_by: string;
  readonly asked_at: Date;
  readonly ends_at: Date;
  readonly bound_at: Date | null;
  readonly grant_id: string | null;
}

const columns =
  'binding_id, uscc, way, account_id, asked_by, asked_at, ends_at, bound_at, grant_id';

export async function insertBinding(
  database: Queryable,
  binding: {
    readonly bindingId: string;
    readonly uscc: string;
    readonly way: 'letter' | 'window';
    readonly accountId: string | null;
    readonly codeDigest: Buffer | null;
    readonly by: string;
    readonly at: number;
    readonly endsAt: number;
  },
): Promise<void> {
  await database.query(
    `insert into access_binding (binding_id, uscc, way, account_id, code_digest, asked_by, asked_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      binding.bindingId,
      binding.uscc,
      binding.way,
      binding.accountId,
      binding.codeDigest,
      binding.by,
      new Date(binding.at),
      new Date(binding.endsAt),
    ],
  );
}

/** Locks the letter for an organisation whose code has this digest and was not used. */
export async function lockLetter(
  database: Queryable,
  { uscc, codeDigest, at }: { uscc: string; codeDigest: Buffer; at: number },
): Promise<BindingRow | undefined> {
  const [row] = await database.query<BindingRow>(
    `select ${columns} from access_binding
     where uscc = $1 and way = 'letter' and code_digest = $2 and bound_at is null and ended_at is null
       and ends_at > $3 for update`,
    [uscc, codeDigest, new Date(at)],
  );
  return row;
}

/** Locks a binding that has not ended. */
export async function lockBinding(
  database: Queryable,
  bindingId: string,
): Promise<BindingRow | undefined> {
  if (!isUuid(bindingId)) return undefined;
  const [row] = await database.query<BindingRow>(
    `select ${columns} from access_binding where binding_id = $1 and ended_at is null for update`,
    [bindingId],
  );
  return row;
}

/** Marks a binding as made. `by` is the one who confirmed it at the window; null for a letter. */
export async function bindRow(
  database: Queryable,
  bound: {
    readonly bindingId: string;
    readonly accountId: string;
    readonly grantId: string;
    readonly by: string | null;
    readonly at: number;
  },
): Promise<void> {
  await database.query(
    `update access_binding set account_id = $2, grant_id = $3, confirmed_by = $4, bound_at = $5
     where binding_id = $1`,
    [bound.bindingId, bound.accountId, bound.grantId, bound.by, new Date(bound.at)],
  );
}

export async function endBindingRow(
  database: Queryable,
  bindingId: string,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<void> {
  await database.query(
    'update access_binding set ended_at = $2, ended_by = $3 where binding_id = $1',
    [bindingId, new Date(at), by],
  );
}

/** What waits for the window, oldest first. */
export function selectWaitingBindings(database: Queryable, at: number): Promise<BindingRow[]> {
  return database.query<BindingRow>(
    `select ${columns} from access_binding
     where way = 'window' and bound_at is null and ended_at is null and ends_at > $1
     order by asked_at, binding_id`,
    [new Date(at)],
  );
}

/** The bindings of an account, made or waiting, newest first. */
export function selectBindingsOf(
  database: Queryable,
  accountId: string,
  at: number,
): Promise<BindingRow[]> {
  return database.query<BindingRow>(
    `select ${columns} from access_binding b
     where account_id = $1 and ended_at is null
       and (ends_at > $2 and grant_id is null
            or exists (select 1 from access_grant g where g.grant_id = b.grant_id and g.ended_at is null))
     order by asked_at desc, binding_id`,
    [accountId, new Date(at)],
  );
}
