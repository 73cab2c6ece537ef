// The second factors of an account: which there are, and enrolling an authenticator or a passkey.
import { encode } from 'uqr';
import type { OwnFactor } from '../../access/own-account.js';
import { fillTemplate, type Refusal } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Fault, Field, Form } from '../parts/form.render.js';
import { PasskeyForm } from '../parts/passkey-form.render.js';
import { Moment } from '../parts/text.render.js';
import { stepTo } from '../sign-in/sign-in.render.js';
import { BackToAccount } from './account.render.js';
import { accountWords } from './account.words.js';

interface FactorsProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly factors: readonly OwnFactor[];
  /** Issuers that the account is linked to; undefined where the city named no provider. */
  readonly links: readonly string[] | undefined;
}

/** The factors, each with a button that removes it, and the ways to enrol more. */
export function FactorsPage({ frame, fault, factors, links }: FactorsProperties) {
  const { language } = frame;
  const words = wordsIn(accountWords, language);
  return (
    <Layout frame={frame} title={words.factorsTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.factorsTitle}</h1>
      <p class="page-lead">{words.factorsLead}</p>
      <Fault fault={fault} language={language} />
      {factors.length === 0 && <p class="section">{words.noFactors}</p>}
      <ul class="cards">
        {factors.map((factor) => (
          <li key={factor.factorId} class="card">
            <div>
              <strong>{factor.label || words[factor.kind]}</strong>
              <p class="quiet">
                {words[factor.kind]}
                <span class="separator" />
                {words.enrolled} <Moment moment={factor.madeAt} language={language} />
              </p>
            </div>
            <Form
              frame={frame}
              to="/account/factors"
              unseen={{ factor: factor.factorId }}
              submit={words.remove}
              about={fillTemplate(words.removeOf, { label: factor.label || words[factor.kind] })}
              small
            />
          </li>
        ))}
      </ul>
      <ul class="ways">
        <li>
          <a href={addressIn(language, '/account/factors/totp')}>{words.addTotp}</a>
        </li>
        <li>
          <a href={addressIn(language, '/account/factors/passkey')}>{words.addPasskey}</a>
        </li>
      </ul>
      {links && <Links frame={frame} links={links} />}
      <BackToAccount frame={frame} />
    </Layout>
  );
}

/** Whether the account is linked to the city's identity provider. */
function Links({ frame, links }: { readonly frame: Frame; readonly links: readonly string[] }) {
  const words = wordsIn(accountWords, frame.language);
  return (
    <section class="section" aria-labelledby="links">
      <h2 id="links">{words.oidcHead}</h2>
      {links.length === 0 && <p>{words.oidcNone}</p>}
      <ul class="cards">
        {links.map((issuer) => (
          <li key={issuer} class="card">
            {issuer}
            <Form
              frame={frame}
              to="/account/factors"
              unseen={{ issuer }}
              submit={words.remove}
              about={fillTemplate(words.removeOf, { label: issuer })}
              small
            />
          </li>
        ))}
      </ul>
      {links.length === 0 && (
        <p>
          <a class="button" href={addressIn(frame.language, '/sign-in/oidc/link')}>
            {words.oidcLink}
          </a>
        </p>
      )}
    </section>
  );
}

interface TotpProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  /** `otpauth://totp/...` */
  readonly uri: string;
  /** Where to go on to, where it is enrolled while signing in. */
  readonly to: string | undefined;
  readonly first: boolean;
}

/** The secret of an authenticator as picture and text, and the field for the digits that prove it arrived. */
export function TotpPage({ frame, fault, uri, to, first }: TotpProperties) {
  const words = wordsIn(accountWords, frame.language);
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return (
    <Layout frame={frame} title={words.totpTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.totpTitle}</h1>
      <p class="page-lead">{words.totpLead}</p>
      {first && <p class="notice">{words.enrolFirst}</p>}
      <Fault fault={fault} language={frame.language} />
      <div class="section">
        <QrCode text={uri} label={words.totpQr} />
      </div>
      <p>
        {words.totpKey}
        <code class="secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <Form
        frame={frame}
        to={first ? '/sign-in/enrol' : '/account/factors/totp'}
        unseen={{ uri, to }}
        submit={words.totpSubmit}
      >
        <Field name="code" label={words.totpCode} fill="one-time-code" most={12} digits />
      </Form>
      {first && (
        <p class="onward">
          <a href={addressIn(frame.language, stepTo('/sign-in/enrol/passkey', to))}>
            {words.passkeyInstead}
          </a>
        </p>
      )}
    </Layout>
  );
}

interface PasskeyProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly question: string;
  readonly challenge: string;
  /** Where to go on to, where it is enrolled while signing in. */
  readonly to: string | undefined;
  readonly first: boolean;
}

/** A passkey that the reader's device makes. */
export function PasskeyEnrolmentPage(page: PasskeyProperties) {
  const { frame, fault, question, challenge, to, first } = page;
  const words = wordsIn(accountWords, frame.language);
  return (
    <Layout frame={frame} title={words.passkeyTitle} kind="reading" unlisted passkeys>
      <h1 class="page-title">{words.passkeyTitle}</h1>
      <p class="page-lead">{words.passkeyLead}</p>
      <Fault fault={fault} language={frame.language} />
      <PasskeyForm
        frame={frame}
        to={first ? '/sign-in/enrol/passkey' : '/account/factors/passkey'}
        does="create"
        question={question}
        unseen={{ challenge, to }}
        submit={words.passkeySubmit}
        problem={words.passkeyProblem}
      >
        <Field name="label" label={words.passkeyLabel} hint={words.passkeyLabelHint} most={40} />
      </PasskeyForm>
      <noscript>
        <p class="notice">{words.scriptNeeded}</p>
      </noscript>
      {!first && <BackToAccount frame={frame} />}
    </Layout>
  );
}

/** A text as a QR code, drawn as one path. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'L', border: 2 });
  const cells = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={cells.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
