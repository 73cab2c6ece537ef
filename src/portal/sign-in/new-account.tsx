// A one-time code that sets sign-in up, and registering for an organisation.
import { redeemCode } from '../../access/redeem-code.js';
import { registerAccount } from '../../access/registration.js';
import { signInWithPassword } from '../../access/sign-in.js';
import type { Show, Take } from '../page-request.model.js';
import { RecoverPage, RegisterPage } from './new-account.render.js';
import { afterStep } from './sign-in.js';

/** Sign-in name, code and new password. */
export const showRecover: Show = async ({ access }, { frame, given, fault }) => {
  const { least } = access.limits.passwordLength;
  return {
    page: <RecoverPage frame={frame} fault={fault} given={given} least={least} />,
    secret: true,
  };
};

/** Sets the password and signs in with it at once. */
export const takeRecover: Take = async ({ access }, { frame, fields, visitor }) => {
  const { login = '', code = '', newPassword: password = '' } = fields;
  const { from } = visitor;
  await redeemCode(access, { login, code, password, from });
  const step = await signInWithPassword(access, { login, password, from });
  return afterStep(step, frame, undefined);
};

/** An account for somebody who acts for an organisation. */
export const showRegister: Show = async ({ access }, { frame, given, fault }) => {
  const { least } = access.limits.passwordLength;
  return {
    page: <RegisterPage frame={frame} fault={fault} given={given} least={least} />,
    secret: true,
  };
};

/** Registers it, signs in and goes on to what binds it to an organisation. */
export const takeRegister: Take = async ({ access }, { frame, fields, visitor }) => {
  const { login = '', name = '', newPassword: password = '' } = fields;
  const { from } = visitor;
  await registerAccount(access, { login, name, password, from });
  return afterStep(await signInWithPassword(access, { login, password, from }), frame, '/bindings');
};
