// Accounts of the demo: which there are, and their shared secrets.
import type { Queryable } from '../kernel/database.js';
import type { AccountState } from './account.store.js';

export interface DemoRow {
  readonly account_id: string;
  readonly state: AccountState;
  /** Its password, sealed. */
  readonly contact: Buffer;
  readonly factor_id: string | null;
  readonly secret: Buffer | null;
}

/** All of them that are not erased, in the order of their making. */
export function selectDemoAccounts(database: Queryable): Promise<DemoRow[]> {
  return database.query<DemoRow>(
    `select a.account_id, a.state, p.contact, f.factor_id, f.secret
     from access_account a join access_account_private p using (account_id)
     left join lateral (select factor_id, secret from access_factor f
                        where f.account_id = a.account_id and f.kind = 'totp' and f.state = 'active'
                        order by made_at limit 1) f on true
     where a.is_demo and a.state <> 'erased' order by a.account_id`,
  );
}
