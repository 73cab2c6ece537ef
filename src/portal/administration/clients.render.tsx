// The security administrator's pages of API clients: the list, a new one, one of them, and a secret that is shown once.
import type { Client } from '../../access/clients.js';
import { fillTemplate, type Refusal } from '../../kernel/errors.js';
import { addressIn, listedIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Choice } from '../parts/choice.render.js';
import { FactList } from '../parts/fact-list.render.js';
import { Fault, Field, Form } from '../parts/form.render.js';
import { Moment } from '../parts/text.render.js';
import { writtenMoment } from '../written.js';
import type { RoleChoices } from './accounts.render.js';
import { administrationWords } from './administration.words.js';
import { Back } from './one-time-code.render.js';

/** A client with its roles as they are read. */
export type ListedClient = Omit<Client, 'grants'> & { readonly roles: readonly string[] };

interface ClientsProperties {
  readonly frame: Frame;
  readonly clients: readonly ListedClient[];
}

/** The clients, oldest first. */
export function ClientsPage({ frame, clients }: ClientsProperties) {
  const words = wordsIn(administrationWords, frame.language);
  const to = (address: string) => addressIn(frame.language, address);
  return (
    <Layout frame={frame} title={words.clientsTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.clientsTitle}</h1>
      <p class="page-lead">{words.clientsLead}</p>
      <p class="section">
        <a class="button" href={to('/administration/clients/new')}>
          {words.newClient}
        </a>{' '}
        <a class="button" href={to('/administration/accounts')}>
          {words.toAccounts}
        </a>
      </p>
      {clients.length === 0 && <p>{words.clientsNone}</p>}
      <ul class="cards">
        {clients.map(({ clientId, title, roles, endedAt }) => (
          <li key={clientId} class="card">
            <div>
              <a href={to(`/administration/clients/${clientId}`)}>{title}</a>
              <p class="quiet">{listedIn(frame.language, roles) || words.noRoles}</p>
            </div>
            {endedAt !== null && <span class="quiet">{words.revoked}</span>}
          </li>
        ))}
      </ul>
    </Layout>
  );
}

interface NewClientProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly given: Readonly<Record<string, string>>;
  readonly roles: RoleChoices;
  readonly scopes: RoleChoices;
}

/** A new client: its title, its role, and the scopes that its tokens may have. */
export function NewClientPage({ frame, fault, given, roles, scopes }: NewClientProperties) {
  const words = wordsIn(administrationWords, frame.language);
  return (
    <Layout frame={frame} title={words.newClient} kind="reading" unlisted>
      <h1 class="page-title">{words.newClient}</h1>
      <p class="page-lead">{words.clientsLead}</p>
      <Fault fault={fault} language={frame.language} />
      <Form frame={frame} to="/administration/clients/new" submit={words.create}>
        <Field
          name="title"
          label={words.clientTitle}
          hint={words.clientTitleHint}
          value={given['title']}
          most={80}
        />
        <Choice id="role" name="role" label={words.role} value={given['role']} options={roles} />
        <Field
          name="agency"
          label={words.agencyCode}
          hint={words.agencyHint}
          value={given['agency']}
          most={18}
          optional
        />
        <Field
          name="uscc"
          label={words.uscc}
          hint={words.usccHint}
          value={given['uscc']}
          most={18}
          optional
        />
        <fieldset>
          <legend>{words.scopes}</legend>
          {scopes.map(([scope, title]) => (
            <p key={scope} class="tick">
              <input
                id={scope}
                name={`scope ${scope}`}
                type="checkbox"
                value="yes"
                checked={given[`scope ${scope}`] === 'yes'}
              />
              <label for={scope}>
                {title} <code>{scope}</code>
              </label>
            </p>
          ))}
        </fieldset>
      </Form>
      <Back frame={frame} to="/administration/clients" />
    </Layout>
  );
}

interface ClientProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly client: ListedClient;
}

/** One client, with a button for a new secret and one for its end. */
export function ClientPage({ frame, fault, client }: ClientProperties) {
  const { language } = frame;
  const words = wordsIn(administrationWords, language);
  const address = `/administration/clients/${client.clientId}`;
  return (
    <Layout frame={frame} title={client.title} kind="reading" unlisted>
      <h1 class="page-title">{client.title}</h1>
      <Fault fault={fault} language={language} />
      <section class="panel section" aria-label={words.state}>
        <FactList
          facts={[
            [words.clientId, <span class="identifier">{client.clientId}</span>],
            [words.state, words[client.endedAt === null ? 'active' : 'revoked']],
            [words.roles, listedIn(frame.language, client.roles)],
            [words.scopes, client.scopes.join(' ')],
            [words.secrets, String(client.secrets)],
            [words.created, <Moment moment={client.createdAt} language={language} />],
          ]}
        />
      </section>
      {client.endedAt === null && (
        <>
          <section class="section" aria-labelledby="rotate">
            <h2 id="rotate">{words.rotate}</h2>
            <p>{words.rotateText}</p>
            <Form frame={frame} to={address} unseen={{ do: 'rotate' }} submit={words.rotate} />
          </section>
          <section class="section" aria-labelledby="revoke">
            <h2 id="revoke">{words.revoke}</h2>
            <p>{words.revokeText}</p>
            <Form
              frame={frame}
              to={address}
              unseen={{ do: 'revoke' }}
              submit={words.revoke}
              grave
            />
          </section>
        </>
      )}
      <Back frame={frame} to="/administration/clients" />
    </Layout>
  );
}

interface SecretProperties {
  readonly frame: Frame;
  readonly clientId: string;
  readonly secret: string;
  /** Until when a former secret works, in milliseconds. */
  readonly formerEndsAt?: number;
}

/** A secret, shown once. */
export function ClientSecretPage({ frame, clientId, secret, formerEndsAt }: SecretProperties) {
  const { language } = frame;
  const words = wordsIn(administrationWords, language);
  return (
    <Layout frame={frame} title={words.secretTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.secretTitle}</h1>
      <p class="page-lead">{words.secretLead}</p>
      <p class="section">
        {words.clientId}
        <code class="secret">{clientId}</code>
      </p>
      <p>
        {words.secret}
        <code class="secret">{secret}</code>
      </p>
      {formerEndsAt !== undefined && (
        <p>{fillTemplate(words.formerEnds, { time: writtenMoment(formerEndsAt, language) })}</p>
      )}
      <Back frame={frame} to={`/administration/clients/${clientId}`} />
    </Layout>
  );
}
