// The pages of signing in: name and password, the second factor, passkey, and the way out.
import type { Refusal } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Fault, Field, Form } from '../parts/form.render.js';
import { signInWords } from './sign-in.words.js';

/** What every page of signing in is given. */
export interface StepProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  /** Where to go afterwards, as it was asked for. */
  readonly to: string | undefined;
}

/** An address of signing in that keeps in mind where to go afterwards. */
export function stepTo(step: string, to: string | undefined): string {
  return to === undefined ? step : `${step}?to=${encodeURIComponent(to)}`;
}

/** Name and password, and the other ways in. */
export function SignInPage({
  frame,
  fault,
  to,
  login,
  oidc,
}: StepProperties & { readonly login: string | undefined; readonly oidc: boolean }) {
  const words = wordsIn(signInWords, frame.language);
  const at = (step: string) => addressIn(frame.language, stepTo(step, to));
  return (
    <Layout frame={frame} title={words.title} kind="reading" unlisted>
      <h1 class="page-title">{words.title}</h1>
      <p class="page-lead">{words.lead}</p>
      <Fault fault={fault} language={frame.language} />
      <Form frame={frame} to="/sign-in" unseen={{ to }} submit={words.submit}>
        <Field name="login" label={words.login} fill="username" value={login} />
        <Field name="password" label={words.password} secret fill="current-password" />
      </Form>
      <section class="onward" aria-labelledby="ways">
        <h2 id="ways">{words.otherWays}</h2>
        <ul class="ways">
          {oidc && (
            <li>
              <a href={at('/sign-in/oidc')}>{words.byOidc}</a>
            </li>
          )}
          <li>
            <a href={at('/sign-in/passkey')}>{words.byPasskey}</a>
          </li>
          <li>
            <a href={addressIn(frame.language, '/recover')}>{words.haveCode}</a>
          </li>
          <li>
            <a href={addressIn(frame.language, '/register')}>{words.register}</a>
          </li>
        </ul>
      </section>
    </Layout>
  );
}

/** The digits of the authenticator, after the password. */
export function FactorPage({
  frame,
  fault,
  to,
  passkeys,
}: StepProperties & { readonly passkeys: boolean }) {
  const words = wordsIn(signInWords, frame.language);
  return (
    <Layout frame={frame} title={words.factorTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.factorTitle}</h1>
      <p class="page-lead">{words.factorLead}</p>
      <Fault fault={fault} language={frame.language} />
      <Form frame={frame} to="/sign-in/factor" unseen={{ to }} submit={words.confirm}>
        <Field
          name="code"
          label={words.code}
          hint={words.codeHint}
          fill="one-time-code"
          most={12}
          digits
        />
      </Form>
      {passkeys && (
        <p class="onward">
          <a href={addressIn(frame.language, stepTo('/sign-in/factor/passkey', to))}>
            {words.factorByPasskey}
          </a>
        </p>
      )}
    </Layout>
  );
}

/** Password and digits once more, before something grave. */
export function AgainPage({
  frame,
  fault,
  to,
  login,
  ways,
}: StepProperties & {
  readonly login: string | undefined;
  /** Other proofs that are open to the reader. */
  readonly ways: readonly ('passkey' | 'oidc')[];
}) {
  const words = wordsIn(signInWords, frame.language);
  return (
    <Layout frame={frame} title={words.againTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.againTitle}</h1>
      <p class="page-lead">{words.againLead}</p>
      <Fault fault={fault} language={frame.language} />
      <Form
        frame={frame}
        to="/sign-in/again"
        unseen={{ to, username: login }}
        submit={words.confirm}
      >
        <Field name="password" label={words.password} secret fill="current-password" />
        <Field
          name="code"
          label={words.code}
          hint={words.codeWhereUsed}
          fill="one-time-code"
          most={12}
          digits
          optional
        />
      </Form>
      {ways.length > 0 && (
        <ul class="ways">
          {ways.map((way) => (
            <li key={way}>
              <a href={addressIn(frame.language, stepTo(`/sign-in/again/${way}`, to))}>
                {way === 'passkey' ? words.againByPasskey : words.byOidcAgain}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}

/** The way out; without a session it says that nobody is signed in. */
export function SignOutPage({ frame }: { readonly frame: Frame }) {
  const words = wordsIn(signInWords, frame.language);
  const title = frame.signedIn ? words.signOutTitle : words.signedOut;
  return (
    <Layout frame={frame} title={title} kind="reading" unlisted>
      <h1 class="page-title">{title}</h1>
      <p class="page-lead">{frame.signedIn ? words.signOutLead : words.signedOutLead}</p>
      {frame.signedIn && <Form frame={frame} to="/sign-out" submit={words.signOutTitle} />}
    </Layout>
  );
}

/** The provider knows the reader, and no account is linked to him. */
export function UnlinkedPage({ frame }: { readonly frame: Frame }) {
  const words = wordsIn(signInWords, frame.language);
  return (
    <Layout frame={frame} title={words.oidcUnlinkedTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.oidcUnlinkedTitle}</h1>
      <p class="page-lead">{words.oidcUnlinked}</p>
      <p class="onward">
        <a href={addressIn(frame.language, '/sign-in')}>{words.byPassword}</a>
      </p>
    </Layout>
  );
}
