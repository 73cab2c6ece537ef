// Forms that change something: their token against other sites, their fields, and why they were refused.
import type { ComponentChildren } from 'preact';
import type { Refusal } from '../../kernel/errors.js';
import type { Frame } from '../frame.model.js';
import { addressIn, type Language } from '../language.js';

interface FormProperties {
  readonly frame: Frame;
  /** Where it is sent, without the language. */
  readonly to: string;
  /** What is sent along unseen. */
  readonly unseen?: Readonly<Record<string, string | undefined>>;
  readonly submit: string;
  /** A form of one button in a list or table. */
  readonly small?: boolean;
  /** What cannot be undone. */
  readonly grave?: boolean;
  /** What a reader who hears the page is told of the button beyond its text. */
  readonly about?: string;
  readonly children?: ComponentChildren;
}

/** A form sent by POST, with the token of the session where there is one. */
export function Form(form: FormProperties) {
  const { frame, to, unseen = {}, submit, small = false, grave = false, about, children } = form;
  const token = frame.signedIn?.csrfToken;
  return (
    <form class={small ? 'act' : 'entry'} method="post" action={addressIn(frame.language, to)}>
      {token && <input type="hidden" name="csrf" value={token} />}
      {Object.entries(unseen).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
      <button type="submit" class={grave ? 'grave' : undefined} aria-label={about}>
        {submit}
      </button>
    </form>
  );
}

interface FieldProperties {
  readonly name: string;
  readonly label: string;
  readonly secret?: boolean;
  readonly hint?: string | undefined;
  readonly value?: string | undefined;
  /** What the browser may fill in: `username`, `current-password`, `one-time-code`; nothing by default. */
  readonly fill?: string;
  readonly most?: number;
  readonly optional?: boolean;
  /** Digits from a telephone's number pad. */
  readonly digits?: boolean;
}

/** One line of text with its label and hint. */
export function Field(field: FieldProperties) {
  const { name, label, hint, value, fill = 'off', most = 200, secret = false } = field;
  const line = {
    id: name,
    name,
    value,
    required: !field.optional,
    maxLength: most,
    autocomplete: fill,
    autocapitalize: 'none',
    spellcheck: false,
    'aria-describedby': hint ? `${name}-hint` : undefined,
  } as const;
  return (
    <div>
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {secret ? (
        <input {...line} type="password" />
      ) : (
        <input {...line} type="text" inputMode={field.digits ? 'numeric' : undefined} />
      )}
    </div>
  );
}

/** Why what was asked for was not done; nothing where nothing was refused. */
export function Fault({
  fault,
  language,
}: {
  readonly fault: Refusal | undefined;
  readonly language: Language;
}) {
  if (!fault) return null;
  return (
    <div class="notice" id="fault" role="alert">
      <p>{fault.text[language]}</p>
      {fault.basis && <p class="quiet">{fault.basis}</p>}
    </div>
  );
}
