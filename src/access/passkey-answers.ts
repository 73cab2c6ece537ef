// What a browser answers for a passkey: asked for with a challenge, and checked (WebAuthn level 2, by @simplewebauthn/server).
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import type { Queryable } from '../kernel/database.js';
import { sha256Text } from '../kernel/hash.js';
import { newId } from '../kernel/ids.js';
import type { AccessContext } from './access.model.js';
import type { AccountKind } from './account.store.js';
import { type ChallengePurpose, insertChallenge, takeChallenge } from './challenge.store.js';
import { type FactorRow, raiseCounter, selectFactors, selectPasskey } from './factor.store.js';
import { refuse } from './refusals.js';
import { secretOf } from './totp.js';

/** The site as a passkey knows it. */
export interface PasskeySite {
  /** `https://credit.example.gov.cn` */
  readonly origin: string;
  /** Host name of the origin. */
  readonly id: string;
  readonly name: string;
}

/** What a browser is asked; `challengeId` comes back with its answer. */
export interface PasskeyQuestion {
  readonly challengeId: string;
  readonly options: PublicKeyCredentialRequestOptionsJSON;
}

/** What is sealed of a passkey. */
export interface KeptPasskey {
  readonly id: string;
  /** base64url */
  readonly publicKey: string;
  readonly transports: readonly string[];
}

/** The passkeys of an account, opened. */
export async function openPasskeys(
  { vault }: AccessContext,
  database: Queryable,
  accountId: string,
): Promise<KeptPasskey[]> {
  const rows = await selectFactors(database, accountId);
  return rows.filter(({ kind }) => kind === 'passkey').map((row) => openPasskey({ vault }, row));
}

function openPasskey({ vault }: Pick<AccessContext, 'vault'>, row: FactorRow): KeptPasskey {
  return JSON.parse(vault.open(row.secret, secretOf(row.factor_id))) as KeptPasskey;
}

/** Under which a passkey is found. */
export function credentialKey(credentialId: string): Buffer {
  return sha256Text(credentialId);
}

/** Asks for a passkey: for any, or for one of an account. User verification makes it both factors in one. */
export async function askForPasskey(
  access: AccessContext,
  asked: {
    readonly purpose: ChallengePurpose;
    readonly accountId: string | null;
    readonly site: PasskeySite;
  },
): Promise<PasskeyQuestion> {
  const { accountId, purpose, site } = asked;
  const passkeys =
    accountId === null ? undefined : await openPasskeys(access, access.database, accountId);
  const options = await generateAuthenticationOptions({
    rpID: site.id,
    userVerification: 'required',
    ...(passkeys && {
      allowCredentials: passkeys.map(({ id, transports }) => ({ id, transports: [...transports] })),
    }),
  });
  const challengeId = await keepChallenge(access, {
    accountId,
    purpose,
    challenge: options.challenge,
  });
  return { challengeId, options };
}

/** Keeps a challenge until it is answered or has run out; gives its id. */
export async function keepChallenge(
  { clock, database, limits }: AccessContext,
  kept: {
    readonly accountId: string | null;
    readonly purpose: ChallengePurpose;
    readonly challenge: string;
  },
): Promise<string> {
  const at = clock.now();
  const challengeId = newId(at);
  const endsAt = at + limits.challengeMinutes * 60_000;
  await insertChallenge(database, { ...kept, challengeId, endsAt });
  return challengeId;
}

/** An answer as it came from the browser. */
export interface PasskeyAnswer {
  readonly challengeId: string;
  /** The credential as JSON, whatever it is. */
  readonly response: unknown;
  readonly site: PasskeySite;
}

/**
 * Checks an answer and gives whose passkey it was. Refuses `access.passkey_failed` for everything that is not so: another
 * origin, an old challenge, a passkey nobody enrolled, one of another account, a counter that went back.
 */
export async function checkAnswer(
  access: AccessContext,
  answer: PasskeyAnswer & { readonly purpose: ChallengePurpose; readonly accountId: string | null },
): Promise<{ readonly accountId: string; readonly kind: AccountKind }> {
  const { database, clock } = access;
  const { accountId, challengeId, purpose, site } = answer;
  const at = clock.now();
  const challenge = await takeChallenge(database, { challengeId, accountId, purpose, at });
  const response = answer.response as AuthenticationResponseJSON | null;
  const id = typeof response?.id === 'string' ? response.id : '';
  const row = await selectPasskey(database, credentialKey(id));
  if (!response || challenge === undefined || !row) throw refuse.passkey_failed();
  if (accountId !== null && row.account_id !== accountId) throw refuse.passkey_failed();
  const kept = openPasskey(access, row);
  const counter = await verifiedCounter({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    credential: {
      id: kept.id,
      publicKey: Uint8Array.from(Buffer.from(kept.publicKey, 'base64url')),
      counter: row.counter ?? 0,
    },
  });
  if (counter === undefined) throw refuse.passkey_failed();
  if (!(await raiseCounter(database, row.factor_id, { counter, at })))
    throw refuse.passkey_failed();
  return { accountId: row.account_id, kind: row.account_kind };
}

// The library throws for whatever does not fit; why is nobody's business but the log's.
async function verifiedCounter(
  options: Parameters<typeof verifyAuthenticationResponse>[0],
): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse(options);
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}
