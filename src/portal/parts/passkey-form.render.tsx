// A form that is answered by the reader's passkey.
import type { ComponentChildren } from 'preact';
import type { Frame } from '../frame.model.js';
import { addressIn } from '../language.js';

interface PasskeyFormProperties {
  readonly frame: Frame;
  readonly to: string;
  /** Whether a passkey is made or used. */
  readonly does: 'create' | 'get';
  /** Options of WebAuthn, as JSON. */
  readonly question: string;
  readonly unseen?: Readonly<Record<string, string | undefined>>;
  readonly submit: string;
  /** What is said where the browser has no passkey, or the reader did not want to. */
  readonly problem: string;
  readonly children?: ComponentChildren;
}

/** A form that is answered by the reader's passkey; assets/passkeys.js does the talking. */
export function PasskeyForm(form: PasskeyFormProperties) {
  const { frame, to, does, question, unseen = {}, submit, problem, children } = form;
  const token = frame.signedIn?.csrfToken;
  return (
    <form
      class="entry"
      method="post"
      action={addressIn(frame.language, to)}
      data-passkey={does}
      data-question={question}
    >
      {token && <input type="hidden" name="csrf" value={token} />}
      {Object.entries(unseen).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <input type="hidden" name="answer" value="" />
      {children}
      <p class="notice" role="alert" data-passkey-problem hidden>
        {problem}
      </p>
      <button type="submit">{submit}</button>
    </form>
  );
}
