// Codes of an authenticator app (RFC 6238): enrolled, checked, and never taken twice.
import { Secret, TOTP } from 'otpauth';
import type { Queryable, Transaction } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import type { AccessContext } from './access.model.js';
import {
  deleteFactorsOf,
  type FactorRow,
  insertFactor,
  selectFactors,
  takeStep,
} from './factor.store.js';

const periodSeconds = 30;
// One step to each side for clocks that differ (RFC 6238, 5.2).
const stepsOfGrace = 1;

/** What an authenticator app is told: as text, and as the address of a QR code. */
export interface TotpEnrolment {
  readonly factorId: string;
  /** Base32. */
  readonly secret: string;
  /** `otpauth://totp/...` */
  readonly uri: string;
}

/** Makes a secret that waits for its first code; one that waited before is dropped. */
export async function enterTotp(
  { clock, vault }: AccessContext,
  tx: Transaction,
  of: { readonly accountId: string; readonly login: string; readonly issuer: string },
): Promise<TotpEnrolment> {
  const { accountId } = of;
  const secret = new Secret();
  const at = clock.now();
  const factorId = newId(at);
  await deleteFactorsOf(tx, accountId, 'waiting');
  await insertFactor(tx, {
    factorId,
    accountId,
    kind: 'totp',
    state: 'waiting',
    secret: vault.seal(secret.base32, secretOf(factorId)),
    label: null,
    credentialKey: null,
    counter: null,
    at,
  });
  const totp = new TOTP({ issuer: of.issuer, label: of.login, secret });
  return { factorId, secret: secret.base32, uri: totp.toString() };
}

/** Whether the code fits one of the account's secrets that are active, or the one that waits. Uses the code up. */
export async function takeTotp(
  access: AccessContext,
  database: Queryable,
  given: { readonly accountId: string; readonly code: string; readonly state: FactorRow['state'] },
): Promise<boolean> {
  const factors = await selectFactors(database, given.accountId);
  const at = access.clock.now();
  const code = given.code.replace(/\s/g, '');
  for (const factor of factors) {
    if (factor.kind !== 'totp' || factor.state !== given.state) continue;
    const secret = Secret.fromBase32(access.vault.open(factor.secret, secretOf(factor.factor_id)));
    const totp = new TOTP({ secret, period: periodSeconds });
    const delta = totp.validate({ token: code, timestamp: at, window: stepsOfGrace });
    if (delta === null) continue;
    const step = Math.floor(at / (periodSeconds * 1000)) + delta;
    return takeStep(database, factor.factor_id, { step, at });
  }
  return false;
}

/** Where the secret of a factor is sealed for. */
export function secretOf(factorId: string) {
  return { column: 'access_factor.secret', row: factorId };
}
