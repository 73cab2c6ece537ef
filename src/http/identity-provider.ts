// The city's identity provider: OpenID Connect, authorisation code with PKCE, state and nonce.
import { readFileSync } from 'node:fs';
import * as client from 'openid-client';
import type { ProviderSettings } from '../runtime/configuration.js';
import { refuse } from './refusals.js';

/** What the browser keeps while its reader is at the provider; it proves on return that the journey began here. */
export interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly anew: boolean;
}

/** Whom the provider vouches for. */
export interface VouchedSubject {
  readonly issuer: string;
  readonly subject: string;
  /** The provider says that it asked for more than one factor (RFC 8176, `mfa`). */
  readonly hasSecondFactor: boolean;
}

/** The provider as the pages use it. */
export interface IdentityProvider {
  /** Where to send the reader. `anew`: he has to sign in there even if he just did. Refuses `http.provider_unavailable`. */
  begin(anew: boolean): Promise<{ readonly address: string; readonly journey: Journey }>;
  /** Who came back; `query` is that of the return. Refuses `http.provider_refused`, `http.provider_unavailable`. */
  finish(query: string, journey: Journey): Promise<VouchedSubject>;
}

const patienceSeconds = 10;
// How long ago a sign-in that was asked for anew may have been when the reader comes back.
const anewSeconds = 120;
// Only who somebody is; neither his profile nor his address is asked for.
const scope = 'openid';

/** Nothing is asked of the provider before the first reader; `returnTo` is the address it sends readers back to. */
export function openIdentityProvider(
  settings: ProviderSettings,
  returnTo: string,
): IdentityProvider {
  let known: Promise<client.Configuration> | undefined;
  const configuration = (): Promise<client.Configuration> => {
    known ??= discover(settings).catch((error: unknown) => {
      // Asked again by the next reader.
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    begin: (anew) => begin(configuration, returnTo, anew),
    finish: (query, journey) => finish(configuration, `${returnTo}?${query}`, journey),
  };
}

function discover({ issuer, clientId, clientSecretFile }: ProviderSettings) {
  const secret = readFileSync(clientSecretFile, 'utf8').trim();
  const server = new URL(issuer);
  return client.discovery(server, clientId, undefined, client.ClientSecretBasic(secret), {
    timeout: patienceSeconds,
    // The configuration lets an issuer without TLS pass on this machine only.
    execute: server.protocol === 'http:' ? [client.allowInsecureRequests] : [],
  });
}

type Ask = () => Promise<client.Configuration>;

async function begin(ask: Ask, returnTo: string, anew: boolean) {
  const configuration = await reached(ask);
  const journey = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    anew,
  };
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: returnTo,
    scope,
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
    ...(anew && { prompt: 'login', max_age: String(anewSeconds) }),
  });
  return { address: address.href, journey };
}

async function finish(ask: Ask, returned: string, journey: Journey): Promise<VouchedSubject> {
  const configuration = await reached(ask);
  try {
    const tokens = await client.authorizationCodeGrant(configuration, new URL(returned), {
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      pkceCodeVerifier: journey.verifier,
      idTokenExpected: true,
      ...(journey.anew && { maxAge: anewSeconds }),
    });
    const claims = tokens.claims();
    if (claims) {
      const hasSecondFactor = Array.isArray(claims['amr']) && claims['amr'].includes('mfa');
      return { issuer: claims.iss, subject: claims.sub, hasSecondFactor };
    }
  } catch (error) {
    if (isUnreachable(error)) throw refuse.provider_unavailable();
    // Whatever does not fit: another state, a code that was used, a token that was not signed by the provider.
    throw refuse.provider_refused();
  }
  throw refuse.provider_refused();
}

async function reached(ask: Ask): Promise<client.Configuration> {
  try {
    return await ask();
  } catch {
    throw refuse.provider_unavailable();
  }
}

// What fetch throws where nobody answers, and what the library throws after its time.
function isUnreachable(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: string };
  return name === 'TypeError' || name === 'TimeoutError' || code === 'OAUTH_TIMEOUT';
}
