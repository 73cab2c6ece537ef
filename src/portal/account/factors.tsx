// The second factors of an account: listed, removed, enrolled at the first sign-in or later.
import { listOwnLinks, unlinkOidc } from '../../access/oidc.js';
import { listFactors, removeFactor } from '../../access/own-account.js';
import { confirmTotp, startTotp } from '../../access/sign-in.js';
import { addressIn } from '../language.js';
import type { Show, Take } from '../page-request.model.js';
import { afterStep, toBeginning } from '../sign-in/sign-in.js';
import { FactorsPage, TotpPage } from './factors.render.js';

/** The factors of the account, and its link to the city's identity provider. */
export const showFactors: Show = async (context, { frame, fault, visitor }) => {
  const { access, identityProvider } = context;
  const { principal } = visitor;
  const factors = await listFactors(access, principal);
  const found = identityProvider && (await listOwnLinks(access, principal));
  const links = found?.map(({ issuer }) => issuer);
  return { page: <FactorsPage {...{ frame, fault, factors, links }} /> };
};

/** Removes a factor, or the link. */
export const takeFactors: Take = async ({ access }, { frame, fields, visitor }) => {
  const { factor = '', issuer } = fields;
  if (issuer !== undefined) await unlinkOidc(access, visitor.principal, issuer);
  else await removeFactor(access, visitor.principal, factor);
  return { movedTo: addressIn(frame.language, '/account/factors') };
};

/** A new secret; after wrong digits the one that the reader's authenticator has already. */
export const showTotp: Show = async ({ access, site }, { frame, fault, given, query, visitor }) => {
  const { session } = visitor;
  const to = given['to'] ?? query['to'];
  if (!session || session.stage === 'factor') return toBeginning(frame, to);
  const uri =
    scannedBefore(given['uri']) ??
    (await startTotp(access, { token: session.token, issuer: site.name.zh })).uri;
  const first = session.stage === 'enrol';
  return { page: <TotpPage frame={frame} fault={fault} uri={uri} to={to} first={first} /> };
};

export const takeTotp: Take = async ({ access }, { frame, fields, visitor }) => {
  const { code = '', to } = fields;
  const { from, session } = visitor;
  if (!session) return toBeginning(frame, to);
  const step = await confirmTotp(access, { token: session.token, code, from });
  if (step) return afterStep(step, frame, to);
  return { movedTo: addressIn(frame.language, '/account/factors') };
};

// After wrong digits the page comes again with what the authenticator knows already.
function scannedBefore(uri: string | undefined): string | undefined {
  const isOne = uri?.startsWith('otpauth://totp/') === true && URL.canParse(uri);
  return isOne ? uri : undefined;
}
