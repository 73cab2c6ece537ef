// Accounts that people of organisations register themselves: they can do nothing before they are bound to one.
import type { AccessContext, Caller } from './access.model.js';
import { enterAccount, noteAct } from './accounts.js';
import { chargeAttempt } from './attempts.js';
import { readNewLogin } from './login.js';
import { hashPassword, requireGoodPassword } from './password-hash.js';

/**
 * Registers an account without any role; gives its id. Refuses `access.login_unfit`, `access.login_taken`,
 * `access.text_missing`, what the rules for passwords refuse, and `access.wait` where one address registers many.
 */
export async function registerAccount(
  access: AccessContext,
  given: {
    readonly login: string;
    readonly name: string;
    readonly password: string;
    readonly from: Caller;
  },
): Promise<string> {
  const login = readNewLogin(given.login);
  requireGoodPassword(given.password, login, access.limits);
  const { address } = given.from;
  // Never forgiven: neither names in use nor accounts are to be had by the hundred.
  await chargeAttempt(access, { kind: 'binding', tried: `registration from ${address}`, address });
  const passwordHash = await hashPassword(given.password, access.limits);
  return access.database.transaction(async (tx) => {
    const accountId = await enterAccount(access, tx, {
      kind: 'organisation',
      login,
      name: given.name,
      state: 'active',
      by: 'anyone',
      passwordHash,
    });
    const act = { at: access.clock.now(), act: 'account.register', object: accountId };
    await noteAct(tx, { actor: accountId }, act);
    return accountId;
  });
}
