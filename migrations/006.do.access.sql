-- access: who can sign in, what they may do, and what is needed to tell that it is they. Names, contacts and factors are
-- sealed (src/access/vault.ts) and stand apart from what the audit trail points to.

create table access_account (
  account_id      uuid primary key,          -- the pseudonym on the audit trail
  kind            text not null check (kind in ('staff', 'organisation')),
  state           text not null check (state in ('invited', 'active', 'suspended', 'erased')),
  is_demo         boolean not null default false,
  created_at      timestamptz not null,
  created_by      text not null,
  password_hash   text,                      -- argon2id; null: none set (invited, or signs in elsewhere)
  password_set_at timestamptz,
  last_used_on    date,                      -- day of the last sign-in: tells which accounts sleep
  ended_at        timestamptz,
  unique (account_id, kind)
);

-- What is personal about an account. Erasing an account deletes its row here.
create table access_account_private (
  account_id uuid primary key references access_account,
  login_key  bytea not null unique,          -- keyed hash of the folded sign-in name
  login      bytea not null,
  name       bytea not null,
  contact    bytea
);

create table access_client (
  client_id  uuid primary key,
  title      text not null,                  -- of the system or institution, not of a human being
  scopes     text[] not null,
  created_at timestamptz not null,
  created_by text not null,
  ended_at   timestamptz
);

create table access_grant (
  grant_id    uuid primary key,
  account_id  uuid,
  client_id   uuid references access_client,
  holder      text not null check (holder in ('staff', 'organisation', 'client')),
  role        text not null,
  agency_code text collate "C",
  uscc        text collate "C",
  district    text collate "C",
  granted_at  timestamptz not null,
  granted_by  text not null,
  ended_at    timestamptz,
  ended_by    text,
  -- a grant belongs to an account of its kind, or to a client
  foreign key (account_id, holder) references access_account (account_id, kind),
  check ((account_id is null) = (holder = 'client')),
  check ((client_id is null) = (holder <> 'client')),
  check (holder <> 'organisation' or role = 'organisation-clerk'),
  check (role <> 'organisation-clerk' or (holder = 'organisation' and uscc is not null)),
  check (role not in ('lender', 'credit-service-agency') or (holder = 'client' and uscc is not null)),
  check (holder <> 'client' or role in ('data-steward', 'lender', 'credit-service-agency')),
  check (role not in ('data-steward', 'data-reviewer', 'case-officer', 'second-officer', 'window-clerk', 'list-officer')
         or agency_code is not null),
  check (role not in ('inspection-planner', 'inspector') or (agency_code is not null and district is not null)),
  check ((ended_at is null) = (ended_by is null))
);
-- the three administrators are never in one hand
create unique index access_grant_separated on access_grant (account_id)
  where ended_at is null and role in ('auditor', 'security-administrator', 'system-administrator');
-- a role is held once in one place; the grants of an account or client
create unique index access_grant_once on access_grant
  (account_id, client_id, role, agency_code, uscc, district) nulls not distinct where ended_at is null;

create table access_factor (
  factor_id      uuid primary key,
  account_id     uuid not null references access_account,
  kind           text not null check (kind in ('totp', 'passkey')),
  state          text not null check (state in ('waiting', 'active')),
  secret         bytea not null,             -- sealed: the shared secret, or the public key with what belongs to it
  label          bytea,                      -- sealed: what its holder calls it
  credential_key bytea unique,               -- of a passkey: SHA-256 of the credential's id
  made_at        timestamptz not null,
  last_used_at   timestamptz,
  last_step      bigint,                     -- of a TOTP: the last time step that was taken, so that no code works twice
  counter        bigint                      -- of a passkey: its signature counter
);
-- the factors of an account
create index access_factor_account on access_factor (account_id);

create table access_challenge (
  challenge_id uuid primary key,
  account_id   uuid references access_account,
  purpose      text not null check (purpose in ('sign-in', 'factor', 'enrolment', 'reauthentication')),
  challenge    text not null,
  ends_at      timestamptz not null
);

create table access_session (
  session_id         uuid primary key,
  token_digest       bytea not null unique,  -- SHA-256 of the token, which is nowhere kept
  account_id         uuid not null references access_account,
  stage              text not null check (stage in ('factor', 'enrol', 'open')),
  way                text not null,          -- how it was opened: password, passkey, oidc
  opened_at          timestamptz not null,
  last_seen_at       timestamptz not null,
  idle_until         timestamptz not null,
  ends_at            timestamptz not null,
  reauthenticated_at timestamptz,
  device             bytea,                  -- sealed: browser and system, as the list of sessions shows it
  ended_at           timestamptz
);
-- the sessions of an account
create index access_session_account on access_session (account_id) where ended_at is null;

-- Failed attempts, by keyed hash of what was tried: neither names nor addresses stand here.
create table access_attempt (
  kind         text not null check (kind in ('login', 'address', 'client', 'binding')),
  tried_key    bytea not null,
  failures     integer not null,
  last_at      timestamptz not null,
  closed_until timestamptz,
  primary key (kind, tried_key)
);

-- One-time codes that set an account's way in anew: an invitation, or a recovery that two have agreed to.
create table access_recovery (
  recovery_id  uuid primary key,
  account_id   uuid not null references access_account,
  kind         text not null check (kind in ('invitation', 'recovery')),
  reason       text not null,
  started_by   text not null,
  started_at   timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz,
  code_digest  bytea,
  ends_at      timestamptz not null,
  used_at      timestamptz,
  cancelled_at timestamptz,
  check (kind = 'invitation' or confirmed_by is null or confirmed_by <> started_by or started_by = 'console'),
  check (confirmed_by is distinct from account_id::text),
  check (kind = 'invitation' or (code_digest is null) = (confirmed_by is null))
);
-- what is open for an account
create index access_recovery_account on access_recovery (account_id) where used_at is null and cancelled_at is null;

-- Who speaks for an organisation: bound by the code of a letter, or by confirmation at the window.
create table access_binding (
  binding_id   uuid primary key,
  uscc         text collate "C" not null,
  way          text not null check (way in ('letter', 'window')),
  account_id   uuid references access_account,
  code_digest  bytea,
  asked_by     text not null,
  asked_at     timestamptz not null,
  ends_at      timestamptz not null,         -- of the letter, or of the wait for the window
  bound_at     timestamptz,
  confirmed_by text,
  grant_id     uuid references access_grant,
  ended_at     timestamptz,
  ended_by     text,
  check ((bound_at is null) = (grant_id is null)),
  check (bound_at is null or account_id is not null),
  check (way <> 'letter' or code_digest is not null),
  check (way <> 'window' or (bound_at is null) = (confirmed_by is null)),
  check (way <> 'window' or confirmed_by is distinct from account_id::text)
);
-- letters and bindings of an organisation; what waits for the window
create index access_binding_uscc on access_binding (uscc) where ended_at is null;

create table access_client_secret (
  secret_id     uuid primary key,
  client_id     uuid not null references access_client,
  secret_digest bytea not null unique,       -- SHA-256; the secret is 32 random bytes and shown once
  made_at       timestamptz not null,
  ends_at       timestamptz                  -- set by a rotation: until then both secrets work
);
-- the secrets of a client
create index access_client_secret_client on access_client_secret (client_id);

create table access_token (
  token_digest bytea primary key,
  client_id    uuid not null references access_client,
  scopes       text[] not null,
  issued_at    timestamptz not null,
  ends_at      timestamptz not null
);
-- the tokens of a client that is revoked
create index access_token_client on access_token (client_id);

-- An account's name at an identity provider: keyed hash to find it, sealed to renew the hash when keys change.
create table access_oidc_subject (
  issuer      text not null,
  subject_key bytea not null,
  subject     bytea not null,
  account_id  uuid not null references access_account,
  linked_at   timestamptz not null,
  primary key (issuer, subject_key)
);
-- the links of an account
create index access_oidc_subject_account on access_oidc_subject (account_id);
