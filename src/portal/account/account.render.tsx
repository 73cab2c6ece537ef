// An account's own pages: what it is, where it is signed in, its password, what is kept about it.
import type { SessionLine } from '../../access/sessions.js';
import { fillTemplate, type Refusal } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { FactList } from '../parts/fact-list.render.js';
import { Fault, Form } from '../parts/form.render.js';
import { Moment } from '../parts/text.render.js';
import { NewPassword } from '../sign-in/new-account.render.js';
import { accountWords } from './account.words.js';

/** What the account's own page shows. */
export interface OwnAccount {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly contact: string | undefined;
  readonly createdAt: number;
  /** Roles with where they hold, in the reader's language. */
  readonly roles: readonly string[];
  /** Further pages that are open to him. */
  readonly further: readonly (keyof typeof furtherAddresses)[];
  /** Codes of the organisations for which he acts. */
  readonly organisations: readonly string[];
}

const furtherAddresses = {
  toBindings: '/bindings',
  toAdministration: '/administration/accounts',
  toRecoveries: '/administration/recoveries',
  toWindow: '/bindings/window',
  toAudit: '/audit',
} as const;

/** The account, and the ways on from there. */
export function AccountPage({
  frame,
  account,
}: {
  readonly frame: Frame;
  readonly account: OwnAccount;
}) {
  const { language } = frame;
  const words = wordsIn(accountWords, language);
  const link = (address: string, text: string) => (
    <li key={address}>
      <a href={addressIn(language, address)}>{text}</a>
    </li>
  );
  return (
    <Layout frame={frame} title={words.title} kind="reading" unlisted>
      <h1 class="page-title">{words.title}</h1>
      <p class="page-lead">{words.lead}</p>
      <section class="panel" aria-labelledby="account">
        <h2 id="account" class="unseen">
          {words.title}
        </h2>
        <FactList
          facts={[
            [words.name, account.name],
            [words.login, account.login],
            [words.contact, account.contact],
            [words.created, <Moment moment={account.createdAt} language={language} />],
            [words.number, <span class="identifier">{account.accountId}</span>],
          ]}
        />
      </section>
      <section class="panel" aria-labelledby="roles">
        <h2 id="roles">{words.roles}</h2>
        {account.roles.length === 0 ? (
          <p>{words.noRoles}</p>
        ) : (
          <ul class="plain">
            {account.roles.map((role) => (
              <li key={role}>{role}</li>
            ))}
          </ul>
        )}
      </section>
      <nav aria-label={words.title}>
        <ul class="ways">
          {account.further.map((way) => link(furtherAddresses[way], words[way]))}
          {account.organisations.map((uscc) =>
            link(`/organisations/${uscc}/readings`, fillTemplate(words.toReadings, { uscc })),
          )}
          {link('/account/factors', words.toFactors)}
          {link('/account/password', words.toPassword)}
          {link('/account/sessions', words.sessions)}
          {link('/account/data', words.toData)}
        </ul>
      </nav>
    </Layout>
  );
}

interface SessionsProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly sessions: readonly SessionLine[];
}

/** Where the account is signed in, each with a button that ends it. */
export function SessionsPage({ frame, fault, sessions }: SessionsProperties) {
  const { language } = frame;
  const words = wordsIn(accountWords, language);
  return (
    <Layout frame={frame} title={words.sessionsTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.sessionsTitle}</h1>
      <p class="page-lead">{words.sessionsLead}</p>
      <Fault fault={fault} language={language} />
      <ul class="cards">
        {sessions.map((session) => (
          <SessionCard key={session.sessionId} frame={frame} session={session} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form
          frame={frame}
          to="/account/sessions"
          unseen={{ session: 'others' }}
          submit={words.endOthers}
        />
      )}
      <BackToAccount frame={frame} />
    </Layout>
  );
}

function SessionCard({ frame, session }: { readonly frame: Frame; readonly session: SessionLine }) {
  const { language } = frame;
  const words = wordsIn(accountWords, language);
  const device = session.device || words.unknownDevice;
  return (
    <li class="card">
      <div>
        <strong>{device}</strong> {session.isThis && <span class="quiet">{words.thisDevice}</span>}
        <p class="quiet">
          {words.opened} <Moment moment={session.openedAt} language={language} />
          <span class="separator" />
          {words.lastSeen} <Moment moment={session.lastSeenAt} language={language} />
        </p>
      </div>
      <Form
        frame={frame}
        to="/account/sessions"
        unseen={{ session: session.sessionId }}
        submit={words.end}
        about={fillTemplate(words.endOf, { device })}
        small
      />
    </li>
  );
}

interface PasswordProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly least: number;
  readonly login: string;
  readonly done: boolean;
}

/** A new password. */
export function PasswordPage({ frame, fault, least, login, done }: PasswordProperties) {
  const words = wordsIn(accountWords, frame.language);
  return (
    <Layout frame={frame} title={words.passwordTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.passwordTitle}</h1>
      <p class="page-lead">{words.passwordLead}</p>
      {done && (
        <p class="notice" role="status">
          {words.passwordDone}
        </p>
      )}
      <Fault fault={fault} language={frame.language} />
      <Form
        frame={frame}
        to="/account/password"
        unseen={{ username: login }}
        submit={words.passwordSubmit}
      >
        <NewPassword frame={frame} least={least} />
      </Form>
      <BackToAccount frame={frame} />
    </Layout>
  );
}

/** The way back to the account's own page. */
export function BackToAccount({ frame }: { readonly frame: Frame }) {
  return (
    <p class="onward">
      <a href={addressIn(frame.language, '/account')}>{accountWords.back[frame.language]}</a>
    </p>
  );
}
