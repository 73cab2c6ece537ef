// Binding an account to an organisation: by letter or window, for its clerk and for the window's.
import {
  confirmBinding,
  endBinding,
  issueLetter,
  listBindings,
  listOwnBindings,
  redeemLetter,
  requestBinding,
} from '../../access/bindings.js';
import { addressIn } from '../language.js';
import type { Page, PageAnswer, SentForm, Show, Take } from '../page-request.model.js';
import {
  BindingsPage,
  BindPage,
  LetterEntryPage,
  LetterPage,
  WindowPage,
} from './binding.render.js';

const showBindings: Show = async ({ access }, { frame, fault, visitor }) => {
  const bindings = await listOwnBindings(access, visitor.principal);
  return { page: <BindingsPage {...{ frame, fault, bindings }} /> };
};

const takeBindings: Take = async ({ access }, form) => {
  await endBinding(access, form.visitor.principal, form.fields['binding'] ?? '');
  return back(form, '/bindings');
};

function back({ frame }: SentForm, to: string): PageAnswer {
  return { movedTo: addressIn(frame.language, to) };
}

const showBind =
  (way: 'letter' | 'request'): Show =>
  async (_context, { frame, fault, given }) => ({
    page: <BindPage {...{ frame, fault, given, way }} />,
  });

const takeLetter: Take = async ({ access }, form) => {
  const { uscc = '', code = '' } = form.fields;
  const { from, principal } = form.visitor;
  await redeemLetter(access, principal, { uscc, code, address: from.address });
  return back(form, '/bindings');
};

const takeRequest: Take = async ({ access }, form) => {
  await requestBinding(access, form.visitor.principal, form.fields['uscc'] ?? '');
  return back(form, '/bindings');
};

const showWindow: Show = async ({ access }, { frame, fault, visitor }) => {
  const waiting = await listBindings(access, visitor.principal);
  return { page: <WindowPage {...{ frame, fault, waiting }} /> };
};

const takeWindow: Take = async ({ access }, form) => {
  await confirmBinding(access, form.visitor.principal, form.fields['binding'] ?? '');
  return back(form, '/bindings/window');
};

const showLetterEntry: Show = async (_context, { frame, fault, given }) => ({
  page: <LetterEntryPage {...{ frame, fault, given }} />,
});

const takeLetterEntry: Take = async ({ access }, { frame, fields, visitor }) => {
  const letter = await issueLetter(access, visitor.principal, fields['uscc'] ?? '');
  return { page: <LetterPage {...{ frame, letter }} />, secret: true };
};

/** The addresses of bindings. */
export const bindingPages: readonly Page[] = [
  {
    address: '/bindings',
    act: 'account.read-own',
    show: showBindings,
    take: takeBindings,
    takes: 'binding.end',
  },
  {
    address: '/bindings/letter',
    act: 'binding.redeem',
    show: showBind('letter'),
    take: takeLetter,
    attempts: 'signIn',
  },
  {
    address: '/bindings/request',
    act: 'binding.request',
    show: showBind('request'),
    take: takeRequest,
  },
  {
    address: '/bindings/window',
    act: 'binding.list',
    show: showWindow,
    take: takeWindow,
    takes: 'binding.confirm',
  },
  {
    address: '/bindings/letters',
    act: 'binding.issue-letter',
    show: showLetterEntry,
    take: takeLetterEntry,
  },
];
