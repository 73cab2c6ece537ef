// The pages of binding an account to an organisation: the clerk's own, the window's, and the letter to print.
import type { Binding, BindingLetter } from '../../access/bindings.js';
import { fillTemplate, type Refusal } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Fault, Field, Form } from '../parts/form.render.js';
import { Chinese, UsccText } from '../parts/text.render.js';
import { writtenMoment } from '../written.js';
import { bindingWords } from './binding.words.js';

interface BindingsProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly bindings: readonly Binding[];
}

/** The organisations somebody acts for, and what leads to one more. */
export function BindingsPage({ frame, fault, bindings }: BindingsProperties) {
  const { language } = frame;
  const words = wordsIn(bindingWords, language);
  return (
    <Layout frame={frame} title={words.title} kind="reading" unlisted>
      <h1 class="page-title">{words.title}</h1>
      <p class="page-lead">{words.lead}</p>
      <Fault fault={fault} language={language} />
      {bindings.length === 0 && <p class="section">{words.none}</p>}
      <ul class="cards">
        {bindings.map((binding) => (
          <BindingCard key={binding.bindingId} frame={frame} binding={binding} />
        ))}
      </ul>
      <p class="section">
        <a class="button" href={addressIn(language, '/bindings/letter')}>
          {words.letterHead}
        </a>{' '}
        <a class="button" href={addressIn(language, '/bindings/request')}>
          {words.askHead}
        </a>
      </p>
      <Back frame={frame} to="/account" />
    </Layout>
  );
}

function BindingCard({ frame, binding }: { readonly frame: Frame; readonly binding: Binding }) {
  const { language } = frame;
  const words = wordsIn(bindingWords, language);
  const { bindingId, boundAt, endsAt, uscc } = binding;
  const time = writtenMoment(endsAt, language);
  return (
    <li class="card">
      <div>
        {boundAt === null ? (
          <UsccText uscc={uscc} />
        ) : (
          <a href={addressIn(language, `/organisations/${uscc}`)}>
            <UsccText uscc={uscc} />
          </a>
        )}
        <p class="quiet">{boundAt === null ? fillTemplate(words.waits, { time }) : words.bound}</p>
      </div>
      <Form
        frame={frame}
        to="/bindings"
        unseen={{ binding: bindingId }}
        submit={words.end}
        about={fillTemplate(words.endOf, { uscc })}
        small
      />
    </li>
  );
}

interface BindProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly given: Readonly<Record<string, string>>;
  readonly way: 'letter' | 'request';
}

/** The code of a letter, or the request for the window. */
export function BindPage({ frame, fault, given, way }: BindProperties) {
  const words = wordsIn(bindingWords, frame.language);
  const [title, text, submit] =
    way === 'letter'
      ? [words.letterHead, words.letterText, words.redeem]
      : [words.askHead, words.askText, words.ask];
  return (
    <Layout frame={frame} title={title} kind="reading" unlisted>
      <h1 class="page-title">{title}</h1>
      <p class="page-lead">{text}</p>
      <Fault fault={fault} language={frame.language} />
      <Form frame={frame} to={`/bindings/${way}`} submit={submit}>
        <Field name="uscc" label={words.uscc} value={given['uscc']} most={30} />
        {way === 'letter' && <Field name="code" label={words.code} most={40} />}
      </Form>
      <Back frame={frame} to="/bindings" />
    </Layout>
  );
}

interface WindowProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly waiting: readonly (Binding & {
    readonly login: string | null;
    readonly name: string | null;
  })[];
}

/** What waits to be confirmed at the window, and letters to print. */
export function WindowPage({ frame, fault, waiting }: WindowProperties) {
  const { language } = frame;
  const words = wordsIn(bindingWords, language);
  return (
    <Layout frame={frame} title={words.windowTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.windowTitle}</h1>
      <p class="page-lead">{words.windowLead}</p>
      <Fault fault={fault} language={language} />
      {waiting.length === 0 && <p class="section">{words.windowNone}</p>}
      <ul class="cards">
        {waiting.map(({ bindingId, uscc, login, name }) => (
          <li key={bindingId} class="card">
            <div>
              <strong>{name}</strong> <span class="quiet">{login}</span>
              <p>
                <UsccText uscc={uscc} />
              </p>
            </div>
            <Form
              frame={frame}
              to="/bindings/window"
              unseen={{ binding: bindingId }}
              submit={words.confirm}
              about={fillTemplate(words.confirmOf, { login: login ?? '', uscc })}
              small
            />
          </li>
        ))}
      </ul>
      <p class="section">
        <a class="button" href={addressIn(language, '/bindings/letters')}>
          {words.issueHead}
        </a>
      </p>
      <Back frame={frame} to="/account" />
    </Layout>
  );
}

interface LetterEntryProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly given: Readonly<Record<string, string>>;
}

/** Asks for which organisation a letter is to be made. */
export function LetterEntryPage({ frame, fault, given }: LetterEntryProperties) {
  const words = wordsIn(bindingWords, frame.language);
  return (
    <Layout frame={frame} title={words.issueHead} kind="reading" unlisted>
      <h1 class="page-title">{words.issueHead}</h1>
      <p class="page-lead">{words.issueText}</p>
      <Fault fault={fault} language={frame.language} />
      <Form frame={frame} to="/bindings/letters" submit={words.issue}>
        <Field name="uscc" label={words.uscc} value={given['uscc']} most={30} />
      </Form>
      <Back frame={frame} to="/bindings/window" />
    </Layout>
  );
}

interface LetterProperties {
  readonly frame: Frame;
  readonly letter: BindingLetter;
}

/** The letter, to be printed: it is shown this once. */
export function LetterPage({ frame, letter }: LetterProperties) {
  const { language } = frame;
  const words = wordsIn(bindingWords, language);
  const { code, organisation, uscc } = letter;
  const values = {
    name: organisation,
    uscc,
    site: frame.siteName[language],
    address: `${frame.publicUrl ?? ''}${addressIn(language, '/bindings')}`,
    time: writtenMoment(letter.endsAt, language),
  };
  return (
    <Layout frame={frame} title={words.letterTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.letterTitle}</h1>
      <div class="letter section">
        <p>
          <Chinese language={language}>{fillTemplate(words.letterTo, values)}</Chinese>
        </p>
        <p>{fillTemplate(words.letterBody, values)}</p>
        <code class="secret">{code}</code>
        <p>{fillTemplate(words.letterHow, values)}</p>
      </div>
      <Back frame={frame} to="/bindings/window" />
    </Layout>
  );
}

function Back({ frame, to }: { readonly frame: Frame; readonly to: string }) {
  return (
    <p class="onward">
      <a href={addressIn(frame.language, to)}>{bindingWords.back[frame.language]}</a>
    </p>
  );
}
