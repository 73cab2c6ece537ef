-- intake: batches that wait for a second person of their agency, what became of them, withdrawals, repeated requests.

-- Whether a second person of the agency releases what it hands in (four eyes).
alter table parties_agency add column needs_release boolean not null default false;

-- Batches that came over the network and are not on file: still arriving, or waiting to be released.
create table intake_pending_batch (
  batch_id      uuid primary key,
  agency_code   text collate "C" not null,
  kind          text collate "C" not null,
  catalogue_day date not null,         -- its rows were checked against the catalogue of this day
  file_name     text not null,
  source_day    date not null,
  received_at   timestamptz not null,
  check_digest  bytea not null,
  submitted_by  text not null,         -- pseudonym: who handed it in does not release it
  state         text not null check (state in ('arriving', 'waiting')),
  touched_at    timestamptz not null,  -- the last sign of life of one that arrives
  rows_read     integer not null,
  file          bytea                  -- what is known of the file at its end; null while it arrives
);
-- an agency's batches that wait, newest first
create index intake_pending_batch_agency on intake_pending_batch (agency_code, received_at desc);

-- Their rows as the row worker prepared them: checked, masked, without dropped columns and without rows about people.
create table intake_pending_chunk (
  batch_id uuid not null,
  number   integer not null,
  format   smallint not null,          -- src/intake/pending-chunks.ts
  content  bytea not null,
  primary key (batch_id, number)
);

-- What became of a batch that waited. Append only; nothing of its content is here.
create table intake_release (
  batch_id     uuid primary key,
  agency_code  text collate "C" not null,
  kind         text collate "C" not null,
  file_name    text not null,
  source_day   date not null,
  received_at  timestamptz not null,
  rows_read    integer not null,
  submitted_by text not null,
  outcome      text not null check (outcome in ('released', 'rejected', 'withdrawn', 'dropped')),
  decided_by   text not null,
  decided_at   timestamptz not null,
  reason       text,
  check (outcome <> 'released' or decided_by <> submitted_by)
);
-- an agency's batches that did not get on file, newest first
create index intake_release_agency on intake_release (agency_code, received_at desc);

-- Batches on file that their agency takes back.
create table intake_withdrawal (
  batch_id   uuid primary key,
  reason     text not null,
  asked_by   text not null,
  asked_at   timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  revoked    integer,                  -- records that came with the batch
  restored   integer,                  -- records that have their former content again
  left_alone integer                   -- records that were changed since
);

create table intake_withdrawal_left (
  batch_id  uuid not null,
  record_id uuid not null,
  why       text not null,
  primary key (batch_id, record_id)
);

-- A request that was sent twice is done once: key, parameters and content of those that were done or are under way.
create table intake_idempotency (
  actor      text not null,
  key        text collate "C" not null,
  parameters bytea not null,           -- SHA-256 of the parameters
  batch_id   uuid not null,
  claimed_at timestamptz not null,
  content    bytea,                    -- SHA-256 of the file; null while the request is under way
  primary key (actor, key)
);

-- The entries of one batch, for a withdrawal. Batch ids rise with time as the table does, so a summary of each
-- range of pages is enough and costs intake nothing.
create index ledger_entry_batch on ledger_entry using brin (batch_id uuid_minmax_multi_ops) with (autosummarize = on);
