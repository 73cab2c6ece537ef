// Passkeys: to sign in, as the second factor, to prove again who one is, and enrolled.
import type { PasskeyAnswer, PasskeyQuestion, PasskeySite } from '../../access/passkey-answers.js';
import {
  finishPasskeyEnrolment,
  finishPasskeyFactor,
  finishPasskeyProof,
  finishPasskeySignIn,
  startPasskeyEnrolment,
  startPasskeyFactor,
  startPasskeyProof,
  startPasskeySignIn,
} from '../../access/passkeys.js';
import type { Site } from '../../http/context.js';
import { PasskeyEnrolmentPage } from '../account/factors.render.js';
import { addressIn } from '../language.js';
import type { PageAnswer, PageRequest, SentForm, Show, Take } from '../page-request.model.js';
import { PasskeyPage, type PasskeyStep } from './passkey.render.js';
import { afterStep, toBeginning } from './sign-in.js';
import { wayOn } from './way-in.js';

/** The site as passkeys know it: bound to its host name for good. */
function passkeySite({ name, publicUrl }: Site): PasskeySite {
  const origin = publicUrl ?? 'http://localhost';
  return { origin, id: new URL(origin).hostname, name: name.zh };
}

function goalOf({ given, query }: PageRequest): string | undefined {
  return given['to'] ?? query['to'];
}

function asked(request: PageRequest, step: PasskeyStep, question: PasskeyQuestion): PageAnswer {
  const properties = {
    frame: request.frame,
    fault: request.fault,
    to: goalOf(request),
    step,
    challenge: question.challengeId,
    question: JSON.stringify(question.options),
  };
  return { page: <PasskeyPage {...properties} />, secret: true };
}

function answered({ fields }: SentForm, site: Site): PasskeyAnswer {
  let response: unknown;
  try {
    response = JSON.parse(fields['answer'] ?? '');
  } catch {
    // What is no JSON fits no passkey; the use case says so.
    response = null;
  }
  return { challengeId: fields['challenge'] ?? '', response, site: passkeySite(site) };
}

/** Instead of name and password. */
export const showPasskeySignIn: Show = async ({ access, site }, request) =>
  asked(request, 'sign-in', await startPasskeySignIn(access, { site: passkeySite(site) }));

export const takePasskeySignIn: Take = async ({ access, site }, form) => {
  const { from } = form.visitor;
  const step = await finishPasskeySignIn(access, { ...answered(form, site), from });
  return afterStep(step, form.frame, form.fields['to']);
};

/** After the password. */
export const showPasskeyFactor: Show = async ({ access, site }, request) => {
  const { session } = request.visitor;
  if (session?.stage !== 'factor') return toBeginning(request.frame, goalOf(request));
  const { token } = session;
  const question = await startPasskeyFactor(access, { token, site: passkeySite(site) });
  return asked(request, 'factor', question);
};

export const takePasskeyFactor: Take = async ({ access, site }, form) => {
  const { from, session } = form.visitor;
  const to = form.fields['to'];
  if (!session) return toBeginning(form.frame, to);
  const answer = { ...answered(form, site), token: session.token, from };
  return afterStep(await finishPasskeyFactor(access, answer), form.frame, to);
};

/** Before something grave. */
export const showPasskeyProof: Show = async ({ access, site }, request) => {
  const { session } = request.visitor;
  if (!session) return toBeginning(request.frame, goalOf(request));
  const { token } = session;
  const question = await startPasskeyProof(access, { token, site: passkeySite(site) });
  return asked(request, 'again', question);
};

export const takePasskeyProof: Take = async ({ access, site }, form) => {
  const { session } = form.visitor;
  const to = form.fields['to'];
  if (!session) return toBeginning(form.frame, to);
  await finishPasskeyProof(access, { ...answered(form, site), token: session.token });
  return { movedTo: addressIn(form.frame.language, wayOn(to)) };
};

/** A passkey that is made, at the first sign-in or later. */
export const showPasskeyEnrolment: Show = async ({ access, site }, request) => {
  const { frame, fault, visitor } = request;
  const to = goalOf(request);
  const { session } = visitor;
  if (!session || session.stage === 'factor') return toBeginning(frame, to);
  const { token } = session;
  const enrolment = await startPasskeyEnrolment(access, { token, site: passkeySite(site) });
  const question = JSON.stringify(enrolment.options);
  const first = session.stage === 'enrol';
  const page = { frame, fault, question, challenge: enrolment.challengeId, to, first };
  return { page: <PasskeyEnrolmentPage {...page} />, secret: true };
};

export const takePasskeyEnrolment: Take = async ({ access, site }, form) => {
  const { from, session } = form.visitor;
  const { label = '', to } = form.fields;
  if (!session) return toBeginning(form.frame, to);
  const answer = { ...answered(form, site), token: session.token, label, from };
  const step = await finishPasskeyEnrolment(access, answer);
  if (step) return afterStep(step, form.frame, to);
  return { movedTo: addressIn(form.frame.language, '/account/factors') };
};
