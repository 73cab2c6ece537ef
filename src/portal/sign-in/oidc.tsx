// The city's identity provider: to sign in, to link an account to it, to prove again who one is.
import { linkOidc, proveByOidc, signInWithOidc } from '../../access/oidc.js';
import type { Context } from '../../http/context.js';
import type { IdentityProvider, Journey, VouchedSubject } from '../../http/identity-provider.js';
import { refuse } from '../../http/refusals.js';
import { addressIn, type Language } from '../language.js';
import type { PageAnswer, PageRequest, Show } from '../page-request.model.js';
import { afterStep, toBeginning } from './sign-in.js';
import { UnlinkedPage } from './sign-in.render.js';
import { wayOn } from './way-in.js';

/** What for the reader goes to the provider. */
type Errand = 'sign-in' | 'link' | 'proof';

/** What his browser keeps until he comes back. */
interface KeptJourney extends Journey {
  readonly errand: Errand;
  readonly language: Language;
  readonly to?: string | undefined;
}

function providerOf({ identityProvider }: Context): IdentityProvider {
  if (!identityProvider) throw refuse.provider_absent();
  return identityProvider;
}

const depart =
  (errand: Errand): Show =>
  async (context, { frame, query }) => {
    const { address, journey } = await providerOf(context).begin(errand !== 'sign-in');
    const { language } = frame;
    const kept: KeptJourney = { ...journey, errand, language, to: query['to'] };
    const cookie = Buffer.from(JSON.stringify(kept)).toString('base64url');
    return { movedTo: address, cookies: { journey: cookie } };
  };

/** To the provider, to sign in there. */
export const departToSignIn = depart('sign-in');
/** To the provider, to link one's own account. */
export const departToLink = depart('link');
/** To the provider, to sign in there anew before something grave. */
export const departToProve = depart('proof');

/** Back from the provider. The journey is over whatever comes of it: its cookie is taken back. */
export const arrive: Show = async (context, request) => {
  const provider = providerOf(context);
  const kept = readJourney(request.visitor.journey);
  if (!kept) throw refuse.provider_refused();
  const query = new URLSearchParams(request.query).toString();
  const user = await provider.finish(query, kept);
  const answer = await runErrand(context, { request, kept, user });
  return { ...answer, cookies: { ...answer.cookies, journey: null } };
};

interface Arrival {
  readonly request: PageRequest;
  readonly kept: KeptJourney;
  readonly user: VouchedSubject;
}

async function runErrand(
  { access }: Context,
  { request, kept, user }: Arrival,
): Promise<PageAnswer> {
  const { principal, from, session } = request.visitor;
  const { errand, language, to } = kept;
  const frame = { ...request.frame, language };
  if (errand === 'link') {
    await linkOidc(access, principal, user);
    return { movedTo: addressIn(language, '/account/factors') };
  }
  if (errand === 'proof') {
    if (!session) return toBeginning(frame, to);
    const { issuer, subject } = user;
    await proveByOidc(access, { token: session.token, issuer, subject });
    return { movedTo: addressIn(language, wayOn(to)) };
  }
  const step = await signInWithOidc(access, { ...user, from });
  if (step) return afterStep(step, frame, to);
  return { page: <UnlinkedPage frame={frame} />, status: 403, secret: true };
}

function readJourney(cookie: string | undefined): KeptJourney | undefined {
  if (cookie === undefined) return undefined;
  try {
    const kept = JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')) as KeptJourney;
    return typeof kept.state === 'string' && kept.state !== '' ? kept : undefined;
  } catch {
    return undefined;
  }
}
