// The pages that ask for a passkey: to sign in, as the second factor, to prove again who one is.
import { addressIn, wordsIn } from '../language.js';
import { Layout } from '../layout.render.js';
import { Fault } from '../parts/form.render.js';
import { PasskeyForm } from '../parts/passkey-form.render.js';
import { type StepProperties, stepTo } from './sign-in.render.js';
import { signInWords } from './sign-in.words.js';

/** Which of the pages that ask for a passkey, and what it says. */
export type PasskeyStep = 'sign-in' | 'factor' | 'again';

const passkeySteps = {
  'sign-in': ['/sign-in/passkey', '/sign-in', 'passkeyTitle', 'byPassword'],
  factor: ['/sign-in/factor/passkey', '/sign-in/factor', 'factorTitle', 'factorByCode'],
  again: ['/sign-in/again/passkey', '/sign-in/again', 'againTitle', 'factorByCode'],
} as const;

/** A passkey: instead of name and password, as the second factor, or to prove again who one is. */
export function PasskeyPage({
  frame,
  fault,
  to,
  step,
  question,
  challenge,
}: StepProperties & {
  readonly step: PasskeyStep;
  readonly question: string;
  readonly challenge: string;
}) {
  const words = wordsIn(signInWords, frame.language);
  const [address, otherWay, title, otherWords] = passkeySteps[step];
  return (
    <Layout frame={frame} title={words[title]} kind="reading" unlisted passkeys>
      <h1 class="page-title">{words[title]}</h1>
      <p class="page-lead">{words.passkeyLead}</p>
      <Fault fault={fault} language={frame.language} />
      <PasskeyForm
        frame={frame}
        to={address}
        does="get"
        question={question}
        unseen={{ to, challenge }}
        submit={words.usePasskey}
        problem={words.passkeyProblem}
      />
      <noscript>
        <p class="notice">{words.scriptNeeded}</p>
      </noscript>
      <p class="onward">
        <a href={addressIn(frame.language, stepTo(otherWay, to))}>{words[otherWords]}</a>
      </p>
    </Layout>
  );
}
