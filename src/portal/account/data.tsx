// What is kept about an account: taken along, or erased by its holder.
import { eraseAccount } from '../../access/account-copy.js';
import { foldLogin } from '../../access/login.js';
import { addressIn } from '../language.js';
import type { Show, Take } from '../page-request.model.js';
import { refuse } from './account-refusals.js';
import { DataPage, ErasedPage } from './data.render.js';

/** Export and erasure. */
export const showData: Show = async (_context, { frame, fault, visitor }) => {
  if (!visitor.session) return { movedTo: addressIn(frame.language, '/sign-in') };
  return { page: <DataPage frame={frame} fault={fault} /> };
};

/** Erases one's own account, once its name was typed. */
export const takeData: Take = async ({ access }, { frame, fields, visitor }) => {
  if (foldLogin(fields['login'] ?? '') !== visitor.session?.login) throw refuse.login_differs();
  await eraseAccount(access, visitor.principal, visitor.principal.actor);
  const { signedIn: _gone, ...stranger } = frame;
  return { page: <ErasedPage frame={stranger} />, secret: true, cookies: { session: null } };
};
