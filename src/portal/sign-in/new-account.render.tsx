// The pages that begin an account: a one-time code that sets sign-in up, and registering for an organisation.
import { fillTemplate, type Refusal } from '../../kernel/errors.js';
import { wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Fault, Field, Form } from '../parts/form.render.js';
import { signInWords } from './sign-in.words.js';

interface NewAccountProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly given: Readonly<Record<string, string>>;
  /** The shortest password, in characters. */
  readonly least: number;
}

/** Sign-in name, one-time code and new password. */
export function RecoverPage({ frame, fault, given, least }: NewAccountProperties) {
  const words = wordsIn(signInWords, frame.language);
  return (
    <Layout frame={frame} title={words.recoverTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.recoverTitle}</h1>
      <p class="page-lead">{words.recoverLead}</p>
      <Fault fault={fault} language={frame.language} />
      <Form frame={frame} to="/recover" submit={words.recoverSubmit}>
        <Field name="login" label={words.login} fill="username" value={given['login']} />
        <Field name="code" label={words.oneTimeCode} />
        <NewPassword frame={frame} least={least} />
      </Form>
    </Layout>
  );
}

/** An account for somebody who acts for an organisation. */
export function RegisterPage({ frame, fault, given, least }: NewAccountProperties) {
  const words = wordsIn(signInWords, frame.language);
  return (
    <Layout frame={frame} title={words.registerTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.registerTitle}</h1>
      <p class="page-lead">{words.registerLead}</p>
      <Fault fault={fault} language={frame.language} />
      <Form frame={frame} to="/register" submit={words.registerSubmit}>
        <Field
          name="login"
          label={words.login}
          hint={words.loginHint}
          fill="username"
          value={given['login']}
          most={64}
        />
        <Field
          name="name"
          label={words.name}
          hint={words.nameHint}
          fill="nickname"
          value={given['name']}
          most={40}
        />
        <NewPassword frame={frame} least={least} />
      </Form>
    </Layout>
  );
}

/** The field for a new password, with the rule that it is held to. */
export function NewPassword({ frame, least }: { readonly frame: Frame; readonly least: number }) {
  const words = wordsIn(signInWords, frame.language);
  return (
    <Field
      name="newPassword"
      label={words.newPassword}
      secret
      hint={fillTemplate(words.newPasswordHint, { least })}
      fill="new-password"
    />
  );
}
