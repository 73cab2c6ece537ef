// The page of what is kept about an account, and the page after its erasure.
import type { Refusal } from '../../kernel/errors.js';
import { wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Fault, Field, Form } from '../parts/form.render.js';
import { BackToAccount } from './account.render.js';
import { accountWords } from './account.words.js';

/** What is kept about the account: to take along, or to have erased. */
export function DataPage({
  frame,
  fault,
}: {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
}) {
  const words = wordsIn(accountWords, frame.language);
  return (
    <Layout frame={frame} title={words.dataTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.dataTitle}</h1>
      <Fault fault={fault} language={frame.language} />
      <section class="section" aria-labelledby="export">
        <h2 id="export">{words.exportHead}</h2>
        <p>{words.exportText}</p>
        <p>
          <a class="more" href="/api/v1/account/export">
            {words.exportLink}
          </a>
        </p>
      </section>
      <section class="section" aria-labelledby="erase">
        <h2 id="erase">{words.eraseHead}</h2>
        <p>{words.eraseText}</p>
        <Form frame={frame} to="/account/data" submit={words.eraseSubmit} grave>
          <Field name="login" label={words.eraseConfirm} />
        </Form>
      </section>
      <BackToAccount frame={frame} />
    </Layout>
  );
}

/** Nothing personal is left. */
export function ErasedPage({ frame }: { readonly frame: Frame }) {
  const words = wordsIn(accountWords, frame.language);
  return (
    <Layout frame={frame} title={words.erasedTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.erasedTitle}</h1>
      <p class="page-lead">{words.erasedLead}</p>
    </Layout>
  );
}
