// Signing in with name and password, the second factor, proving again who one is, and signing out.
import type { SignInStep } from '../../access/access.model.js';
import { listOwnLinks } from '../../access/oidc.js';
import { reauthenticate } from '../../access/reauthentication.js';
import { signOut } from '../../access/sessions.js';
import { giveCode, signInWithPassword } from '../../access/sign-in.js';
import { addressIn } from '../language.js';
import type { Frame } from '../layout.render.js';
import type { PageAnswer, Show, Take } from '../page-request.model.js';
import { AgainPage, FactorPage, SignInPage, SignOutPage, stepTo } from './sign-in.render.js';
import { wayOn } from './way-in.js';

const steps = { factor: '/sign-in/factor', enrol: '/sign-in/enrol', open: undefined } as const;

/** The answer to a step of signing in: its cookie, and on to what comes next. */
export function afterStep(
  { stage, token }: SignInStep,
  { language }: Frame,
  to: string | undefined,
): PageAnswer {
  const next = steps[stage];
  return {
    movedTo: addressIn(language, next === undefined ? wayOn(to) : stepTo(next, to)),
    cookies: { session: token },
  };
}

/** Name and password; who is signed in already goes on. */
export const showSignIn: Show = async (context, { frame, query, given, fault, visitor }) => {
  const to = given['to'] ?? query['to'];
  if (visitor.session?.stage === 'open') return { movedTo: addressIn(frame.language, wayOn(to)) };
  const oidc = context.identityProvider !== undefined;
  const page = { frame, fault, to, login: given['login'], oidc };
  return { page: <SignInPage {...page} />, secret: true };
};

export const takeSignIn: Take = async ({ access }, { frame, fields, visitor }) => {
  const { login = '', password = '', to } = fields;
  const step = await signInWithPassword(access, { login, password, from: visitor.from });
  return afterStep(step, frame, to);
};

/** The digits of the authenticator; without a half-open session back to the beginning. */
export const showFactor: Show = async (_context, { frame, query, given, fault, visitor }) => {
  const to = given['to'] ?? query['to'];
  const { session } = visitor;
  if (session?.stage !== 'factor') return toBeginning(frame, to);
  const passkeys = session.factors.includes('passkey');
  if (!session.factors.includes('totp')) {
    return { movedTo: addressIn(frame.language, stepTo('/sign-in/factor/passkey', to)) };
  }
  return { page: <FactorPage {...{ frame, fault, to, passkeys }} /> };
};

export const takeFactor: Take = async ({ access }, { frame, fields, visitor }) => {
  const { code = '', to } = fields;
  const { from, session } = visitor;
  if (!session) return toBeginning(frame, to);
  return afterStep(await giveCode(access, { token: session.token, code, from }), frame, to);
};

/** Where a step of signing in begins that cannot go on. */
export function toBeginning({ language }: Frame, to: string | undefined): PageAnswer {
  return { movedTo: addressIn(language, stepTo('/sign-in', to)) };
}

/** Password and digits once more. */
export const showAgain: Show = async (
  { access, identityProvider },
  { frame, query, given, fault, visitor },
) => {
  const to = given['to'] ?? query['to'];
  const { session } = visitor;
  const links = identityProvider ? await listOwnLinks(access, visitor.principal) : [];
  const ways = [
    ...(session?.factors.includes('passkey') ? (['passkey'] as const) : []),
    ...(links.length > 0 ? (['oidc'] as const) : []),
  ];
  return { page: <AgainPage {...{ frame, fault, to, login: session?.login, ways }} /> };
};

export const takeAgain: Take = async ({ access }, { frame, fields, visitor }) => {
  const { password = '', code = '', to } = fields;
  const { from, session } = visitor;
  if (!session) return toBeginning(frame, to);
  await reauthenticate(access, { token: session.token, password, code, from });
  return { movedTo: addressIn(frame.language, wayOn(to)) };
};

/** The way out, or that it was taken. */
export const showSignOut: Show = async (_context, { frame }) => ({
  page: <SignOutPage frame={frame} />,
  secret: true,
});

export const takeSignOut: Take = async ({ access }, { frame, visitor }) => {
  if (visitor.session) await signOut(access, visitor.session.token);
  return { movedTo: addressIn(frame.language, '/sign-out'), cookies: { session: null } };
};
