// Passkeys: both factors in one at sign-in, a second factor after a password, a proof for grave acts.
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { sqlState } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import type { AccessContext, Caller, SignInStep } from './access.model.js';
import { noteAct } from './accounts.js';
import { takeChallenge } from './challenge.store.js';
import { insertFactor } from './factor.store.js';
import {
  askForPasskey,
  checkAnswer,
  credentialKey,
  type KeptPasskey,
  keepChallenge,
  openPasskeys,
  type PasskeyAnswer,
  type PasskeyQuestion,
  type PasskeySite,
} from './passkey-answers.js';
import { noteProof, requireOpen } from './reauthentication.js';
import { refuse } from './refusals.js';
import { openSession } from './sessions.js';
import { openFully, requireEnrolling, requireStage } from './sign-in.js';
import { secretOf } from './totp.js';

const labelLength = 40;

/** Asks for any passkey of the site: nobody has said who he is. */
export function startPasskeySignIn(
  access: AccessContext,
  { site }: { readonly site: PasskeySite },
): Promise<PasskeyQuestion> {
  return askForPasskey(access, { purpose: 'sign-in', accountId: null, site });
}

/** Signs in with a passkey. Refuses `access.passkey_failed`. */
export async function finishPasskeySignIn(
  access: AccessContext,
  answer: PasskeyAnswer & { readonly from: Caller },
): Promise<SignInStep> {
  const found = await checkAnswer(access, { ...answer, purpose: 'sign-in', accountId: null });
  const { from } = answer;
  return access.database.transaction((tx) =>
    openSession(access, tx, { ...found, stage: 'open', way: 'passkey', from }),
  );
}

/** Asks for a passkey of the account as its second factor, after the password. */
export async function startPasskeyFactor(
  access: AccessContext,
  { token, site }: { readonly token: string; readonly site: PasskeySite },
): Promise<PasskeyQuestion> {
  const { accountId } = await requireStage(access, token, 'factor');
  return askForPasskey(access, { purpose: 'factor', accountId, site });
}

/** Opens the session with it, under a new token. Refuses `access.passkey_failed`. */
export async function finishPasskeyFactor(
  access: AccessContext,
  answer: PasskeyAnswer & { readonly token: string; readonly from: Caller },
): Promise<SignInStep> {
  const session = await requireStage(access, answer.token, 'factor');
  const { accountId } = session;
  await checkAnswer(access, { ...answer, purpose: 'factor', accountId });
  return openFully(access, session, { way: 'passkey', from: answer.from });
}

/** Asks for a passkey to prove again who one is. */
export async function startPasskeyProof(
  access: AccessContext,
  { token, site }: { readonly token: string; readonly site: PasskeySite },
): Promise<PasskeyQuestion> {
  const { accountId } = await requireOpen(access, token);
  return askForPasskey(access, { purpose: 'reauthentication', accountId, site });
}

/** Opens grave acts for a while. Refuses `access.passkey_failed`. */
export async function finishPasskeyProof(
  access: AccessContext,
  answer: PasskeyAnswer & { readonly token: string },
): Promise<void> {
  const session = await requireOpen(access, answer.token);
  const { accountId } = session;
  await checkAnswer(access, { ...answer, purpose: 'reauthentication', accountId });
  await noteProof(access, session);
}

/** What a browser is asked in order to make a passkey. */
export interface PasskeyEnrolment {
  readonly challengeId: string;
  readonly options: PublicKeyCredentialCreationOptionsJSON;
}

/** Begins to enrol a passkey: at the first sign-in, or from an open session. */
export async function startPasskeyEnrolment(
  access: AccessContext,
  { token, site }: { readonly token: string; readonly site: PasskeySite },
): Promise<PasskeyEnrolment> {
  const { accountId, login } = await requireEnrolling(access, token);
  const known = await openPasskeys(access, access.database, accountId);
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: site.id,
    userName: login,
    userID: Uint8Array.from(Buffer.from(accountId.replaceAll('-', ''), 'hex')),
    attestationType: 'none',
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const kept = { accountId, purpose: 'enrolment', challenge: options.challenge } as const;
  return { challengeId: await keepChallenge(access, kept), options };
}

/**
 * Enrols the passkey. Where it was asked for at sign-in the session opens with it and has a new token; undefined where
 * it was open before. Refuses `access.passkey_failed`, `access.passkey_known`.
 */
export async function finishPasskeyEnrolment(
  access: AccessContext,
  answer: PasskeyAnswer & {
    readonly token: string;
    /** What its holder calls it. */
    readonly label: string;
    readonly from: Caller;
  },
): Promise<SignInStep | undefined> {
  const session = await requireEnrolling(access, answer.token);
  const { accountId } = session;
  const made = await checkNewPasskey(access, { ...answer, accountId });
  const at = access.clock.now();
  const factorId = newId(at);
  const label = answer.label.trim().slice(0, labelLength);
  try {
    await access.database.transaction(async (tx) => {
      await insertFactor(tx, {
        factorId,
        accountId,
        kind: 'passkey',
        state: 'active',
        secret: access.vault.seal(JSON.stringify(made.kept), secretOf(factorId)),
        label: access.vault.seal(label, { column: 'access_factor.label', row: factorId }),
        credentialKey: credentialKey(made.kept.id),
        counter: made.counter,
        at,
      });
      const act = { at, act: 'account.enrol-factor', object: accountId };
      await noteAct(tx, { actor: accountId }, act);
    });
  } catch (error) {
    if (sqlState(error) === '23505') throw refuse.passkey_known();
    throw error;
  }
  if (session.stage === 'open') return undefined;
  return openFully(access, session, { way: 'passkey', from: answer.from });
}

async function checkNewPasskey(
  { clock, database }: AccessContext,
  answer: PasskeyAnswer & { readonly accountId: string },
): Promise<{ readonly kept: KeptPasskey; readonly counter: number }> {
  const { accountId, challengeId, site } = answer;
  const taken = { challengeId, accountId, purpose: 'enrolment', at: clock.now() } as const;
  const challenge = await takeChallenge(database, taken);
  if (challenge === undefined) throw refuse.passkey_failed();
  const credential = await verifyRegistrationResponse({
    response: answer.response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).then(
    ({ registrationInfo }) => registrationInfo?.credential,
    // The library throws for whatever does not fit.
    () => undefined,
  );
  if (!credential) throw refuse.passkey_failed();
  const { id, publicKey, counter, transports = [] } = credential;
  const kept = { id, publicKey: Buffer.from(publicKey).toString('base64url'), transports };
  return { kept, counter };
}
