// Accounts for tests: a place to sign in, and people who have done so.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { AccessContext, Caller } from '../../src/access/access.model.js';
import { createAccount } from '../../src/access/accounts.js';
import { openAccess } from '../../src/access/open-access.js';
import { consolePrincipal, type Grant, type Principal } from '../../src/access/principal.model.js';
import { redeemCode } from '../../src/access/redeem-code.js';
import { findSession } from '../../src/access/sessions.js';
import { confirmTotp, signInWithPassword, startTotp } from '../../src/access/sign-in.js';
import type { Database } from '../../src/kernel/database.js';
import { enterAgencies } from '../../src/parties/agencies.js';
import { type TestDatabase, testDatabase } from './database.js';
import { inventedUscc, StandingClock } from './intake.js';

/** The test's own caller. */
export const caller: Caller = { address: '192.0.2.7', device: 'Firefox, Linux' };

/** A password that every account of the tests has. */
export const goodPassword = 'nine unrelated kettles';

/** Opens the access room upon a test's database. Hashing costs as little as it may. */
export async function openTestAccess(
  parts: { readonly database: Database; readonly clock: StandingClock },
  folder: string,
): Promise<AccessContext> {
  const keyRingFile = join(folder, 'secrets', 'keys.json');
  const access = await openAccess(parts.database, parts.clock, { keyRingFile, cipher: 'aes' });
  return {
    ...access,
    limits: { ...access.limits, passwordHash: { memoryKib: 8192, passes: 1 } },
  };
}

/** The access room in a database of its own, with two agencies. */
export interface AccessTest {
  readonly access: AccessContext;
  readonly clock: StandingClock;
  readonly storage: TestDatabase;
  readonly agencies: readonly [string, string];
}

const folders: string[] = [];
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

export async function accessTest(): Promise<AccessTest> {
  const storage = await testDatabase();
  const clock = new StandingClock('2026-04-10T02:00:00Z');
  const folder = await mkdtemp(join(tmpdir(), 'xinheng-access-'));
  folders.push(folder);
  const agencies = [inventedUscc('11', 1), inventedUscc('11', 2)] as const;
  await enterAgencies(
    storage.database,
    agencies.map((code) => ({ code, nameZh: '试验局', nameEn: 'Test bureau', region: null })),
  );
  const access = await openTestAccess({ database: storage.database, clock }, folder);
  return { access, clock, storage, agencies };
}

/** Somebody of staff with both factors. */
export interface TestStaff {
  readonly accountId: string;
  readonly login: string;
  /** Base32. */
  readonly secret: string;
  /** Of the open session. */
  readonly token: string;
  readonly principal: Principal;
}

let made = 0;

/** Has somebody (the console) make an account of staff with these roles, sets its password, enrols a TOTP and signs in. */
export async function signedInStaff(
  access: AccessContext,
  grants: readonly Grant[],
  madeBy: Principal = consolePrincipal,
): Promise<TestStaff> {
  made += 1;
  const login = `clerk-${made}`;
  const { accountId, code } = await createAccount(access, madeBy, {
    kind: 'staff',
    login,
    name: `Clerk ${made}`,
    grants,
  });
  await redeemCode(access, { login, code, password: goodPassword, from: caller });
  const half = await signInWithPassword(access, { login, password: goodPassword, from: caller });
  const { secret } = await startTotp(access, { token: half.token, issuer: 'Test' });
  const step = await confirmTotp(access, {
    token: half.token,
    code: totpCode(secret, access.clock.now()),
    from: caller,
  });
  const token = step?.token ?? '';
  const session = await findSession(access, token);
  if (!session) throw new Error('the new account has no session');
  return { accountId, login, secret, token, principal: session.principal };
}

/** The code that an authenticator app shows at a moment. */
export function totpCode(secret: string, at: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
}
