// The security administrator's pages of accounts: the list, a new one, and one with all that can be done to it.
import { fillTemplate, type Refusal } from '../../kernel/errors.js';
import { addressIn, listedIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Choice } from '../parts/choice.render.js';
import { FactList } from '../parts/fact-list.render.js';
import { Fault, Field, Form } from '../parts/form.render.js';
import { Day, Moment } from '../parts/text.render.js';
import { administrationWords } from './administration.words.js';
import { Back } from './one-time-code.render.js';

/** One account as the list shows it. */
export interface ListedAccount {
  readonly accountId: string;
  /** Null once it is erased. */
  readonly name: string | null;
  readonly login: string | null;
  readonly kind: 'staff' | 'organisation';
  readonly state: 'invited' | 'active' | 'suspended' | 'erased';
  readonly grants: readonly { readonly grantId: string; readonly title: string }[];
}

/** Roles that can be chosen, by name. */
export type RoleChoices = readonly (readonly [role: string, title: string])[];

interface AccountsProperties {
  readonly frame: Frame;
  readonly accounts: readonly ListedAccount[];
  readonly next: string | undefined;
}

/** The accounts, oldest first. */
export function AccountsPage({ frame, accounts, next }: AccountsProperties) {
  const { language } = frame;
  const words = wordsIn(administrationWords, language);
  const to = (address: string) => addressIn(language, address);
  return (
    <Layout frame={frame} title={words.accountsTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.accountsTitle}</h1>
      <p class="page-lead">{words.accountsLead}</p>
      <p class="section">
        <a class="button" href={to('/administration/accounts/new')}>
          {words.newAccount}
        </a>{' '}
        <a class="button" href={to('/administration/recoveries')}>
          {words.toRecoveries}
        </a>{' '}
        <a class="button" href={to('/administration/clients')}>
          {words.toClients}
        </a>
      </p>
      {accounts.length === 0 && <p>{words.none}</p>}
      <ul class="cards">
        {accounts.map((account) => (
          <li key={account.accountId} class="card">
            <div>
              <a href={to(`/administration/accounts/${account.accountId}`)}>
                {account.name ?? words.erasedName}
              </a>{' '}
              <span class="quiet">{account.login}</span>
              <p class="quiet">
                {listedIn(
                  language,
                  account.grants.map(({ title }) => title),
                ) || words.noRoles}
              </p>
            </div>
            <span class="quiet">
              {words[account.kind]}
              <span class="separator" />
              {words[account.state]}
            </span>
          </li>
        ))}
      </ul>
      {next && (
        <p class="section">
          <a class="more" href={to(`/administration/accounts?after=${next}`)}>
            {words.more}
          </a>
        </p>
      )}
    </Layout>
  );
}

interface NewAccountProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly given: Readonly<Record<string, string>>;
  readonly roles: RoleChoices;
}

/** A new account with its first role. */
export function NewAccountPage({ frame, fault, given, roles }: NewAccountProperties) {
  const words = wordsIn(administrationWords, frame.language);
  return (
    <Layout frame={frame} title={words.newAccount} kind="reading" unlisted>
      <h1 class="page-title">{words.newAccount}</h1>
      <p class="page-lead">{words.newLead}</p>
      <Fault fault={fault} language={frame.language} />
      <Form frame={frame} to="/administration/accounts/new" submit={words.create}>
        <Field
          name="login"
          label={words.login}
          hint={words.loginHint}
          value={given['login']}
          most={40}
        />
        <Field name="name" label={words.name} value={given['name']} most={80} />
        <Field
          name="contact"
          label={words.contact}
          hint={words.contactHint}
          value={given['contact']}
          most={80}
          optional
        />
        <Choice
          id="role"
          name="role"
          label={words.firstRole}
          value={given['role']}
          options={[['', words.noRoleYet], ...roles]}
        />
        <GrantPlaces frame={frame} given={given} />
      </Form>
      <Back frame={frame} to="/administration/accounts" />
    </Layout>
  );
}

function GrantPlaces({
  frame,
  given,
}: {
  readonly frame: Frame;
  readonly given: Readonly<Record<string, string>>;
}) {
  const words = wordsIn(administrationWords, frame.language);
  return (
    <>
      <Field
        name="agency"
        label={words.agencyCode}
        hint={words.agencyHint}
        value={given['agency']}
        most={18}
        optional
      />
      <Field
        name="district"
        label={words.district}
        hint={words.districtHint}
        value={given['district']}
        most={6}
        digits
        optional
      />
    </>
  );
}

interface AccountProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly given: Readonly<Record<string, string>>;
  readonly account: ListedAccount & {
    readonly contact: string | null;
    readonly createdAt: number;
    readonly lastUsedOn: string | null;
  };
  readonly roles: RoleChoices;
}

/** One account: what it is, its roles, and what can be done to it. */
export function AdministeredAccountPage(page: AccountProperties) {
  const { frame, fault, account } = page;
  const { language } = frame;
  const words = wordsIn(administrationWords, language);
  const title = account.name ?? words.erasedName;
  return (
    <Layout frame={frame} title={title} kind="reading" unlisted>
      <h1 class="page-title">{title}</h1>
      <Fault fault={fault} language={language} />
      <section class="panel section" aria-label={words.state}>
        <FactList
          facts={[
            [words.login, account.login],
            [words.kind, words[account.kind]],
            [words.state, words[account.state]],
            [words.contact, account.contact],
            [words.created, <Moment moment={account.createdAt} language={language} />],
            [
              words.lastUsed,
              account.lastUsedOn ? (
                <Day day={account.lastUsedOn} language={language} />
              ) : (
                words.never
              ),
            ],
            [words.number, <span class="identifier">{account.accountId}</span>],
          ]}
        />
      </section>
      {account.state !== 'erased' && (
        <>
          <Roles {...page} />
          <Use {...page} />
          <Recovery {...page} />
          <Erasure {...page} />
        </>
      )}
      <Back frame={frame} to="/administration/accounts" />
    </Layout>
  );
}

function addressOf({ accountId }: ListedAccount): string {
  return `/administration/accounts/${accountId}`;
}

function Roles({ frame, account, roles, given }: AccountProperties) {
  const words = wordsIn(administrationWords, frame.language);
  return (
    <section class="section" aria-labelledby="roles">
      <h2 id="roles">{words.roles}</h2>
      <ul class="cards">
        {account.grants.map(({ grantId, title }) => (
          <li key={grantId} class="card">
            {title}
            <Form
              frame={frame}
              to={addressOf(account)}
              unseen={{ do: 'revoke', grant: grantId }}
              submit={words.take}
              about={fillTemplate(words.takeOf, { role: title })}
              small
            />
          </li>
        ))}
      </ul>
      <Form
        frame={frame}
        to={addressOf(account)}
        unseen={{ do: 'grant' }}
        submit={words.grantSubmit}
      >
        <Choice id="role" name="role" label={words.grant} value={given['role']} options={roles} />
        <GrantPlaces frame={frame} given={given} />
      </Form>
    </section>
  );
}

function Use({ frame, account }: AccountProperties) {
  const words = wordsIn(administrationWords, frame.language);
  const isSuspended = account.state === 'suspended';
  return (
    <section class="section" aria-labelledby="use">
      <h2 id="use">{words.useHead}</h2>
      <p>{isSuspended ? words.resumeText : words.suspendText}</p>
      <Form
        frame={frame}
        to={addressOf(account)}
        unseen={{ do: isSuspended ? 'resume' : 'suspend' }}
        submit={isSuspended ? words.resume : words.suspend}
      />
    </section>
  );
}

function Recovery({ frame, account, given }: AccountProperties) {
  const words = wordsIn(administrationWords, frame.language);
  return (
    <section class="section" aria-labelledby="recovery">
      <h2 id="recovery">{words.recoverHead}</h2>
      <p>{words.recoverText}</p>
      <Form
        frame={frame}
        to={addressOf(account)}
        unseen={{ do: 'recover' }}
        submit={words.recoverStart}
      >
        <Field
          name="reason"
          label={words.recoverReason}
          hint={words.recoverReasonHint}
          value={given['reason']}
        />
      </Form>
    </section>
  );
}

function Erasure({ frame, account }: AccountProperties) {
  const words = wordsIn(administrationWords, frame.language);
  return (
    <section class="section" aria-labelledby="erasure">
      <h2 id="erasure">{words.eraseHead}</h2>
      <p>
        <a class="button" href={`/api/v1/accounts/${account.accountId}/export`}>
          {words.exportLink}
        </a>
      </p>
      <p>{words.eraseText}</p>
      <Form
        frame={frame}
        to={addressOf(account)}
        unseen={{ do: 'erase' }}
        submit={words.erase}
        grave
      >
        <Field name="login" label={words.eraseConfirm} />
      </Form>
    </section>
  );
}
