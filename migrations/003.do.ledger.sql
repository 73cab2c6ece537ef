-- ledger: what was recorded, when it was so, and when we knew. The application may SELECT and INSERT here,
-- and nothing more (ledger_words and the queue excepted, see 'redaction' and 'sequencer').

create table ledger_batch (
  batch_id    uuid primary key,
  type        text not null,          -- records: handed over; acts: single acts upon records on file
  agency_code text collate "C" not null,
  kind        text collate "C" not null,
  entries     integer not null check (entries > 0),
  root        bytea not null,          -- Merkle root over the entries' leaf hashes (RFC 9162)
  received_at timestamptz not null
);

create table ledger_entry (
  subject_id  uuid not null,
  record_id   uuid not null,
  batch_id    uuid not null,
  leaf        integer not null,        -- position in the batch's tree, from 0
  version     integer not null,        -- position in the record's own history, from 1
  facts       bytea not null,          -- canonical bytes; the leaf hash is over exactly these
  withheld    bytea,                   -- facts not for the public, behind a salted commitment in `facts`
  withheld_salt bytea,
  -- all entries of a subject, of a record, one entry; verify and rebuild read the whole table and sort it
  primary key (subject_id, record_id, batch_id, leaf)
);

-- Free text and names. Erasable: a redaction deletes a row here and inserts the redacted one (revision + 1).
create table ledger_words (
  subject_id uuid not null,
  batch_id   uuid not null,
  leaf       integer not null,
  revision   smallint not null,        -- 0: as received; higher: as redacted by a later entry
  salt       bytea,
  words      bytea,                    -- public words, canonical bytes; null: this record has none
  withheld_salt bytea,
  withheld   bytea,                    -- words that are not for the public
  primary key (subject_id, batch_id, leaf, revision)
);

-- The hashes of a batch's tree, 256 to a tile; level 0 are the leaf hashes, level 1 the roots of full tiles, ...
create table ledger_tile (
  batch_id uuid not null,
  level    smallint not null,
  tile     integer not null,
  hashes   bytea not null,
  primary key (batch_id, level, tile)
);

-- The city log: one leaf per batch, in the order in which the sequencer took them.
create table ledger_log (
  position    bigint primary key,
  batch_id    uuid not null unique,
  leaf        bytea not null,          -- canonical bytes of the batch's header; leaf hash over exactly these
  recorded_at timestamptz not null     -- the second time axis: from this moment on the platform knew
);

-- Every complete subtree of the city log.
create table ledger_log_node (
  level    smallint not null,
  position bigint not null,
  hash     bytea not null,
  primary key (level, position)
);

create table ledger_checkpoint (
  size      bigint primary key,
  note      text not null,             -- C2SP signed note
  signed_at timestamptz not null
);

-- sequencer: committed batches that wait for their place in the log; rows are taken out again.
-- `turn` only sorts those that wait: a batch that builds upon another was closed after it (docs/decisions/0006).
create table ledger_outbox (
  batch_id uuid primary key,
  turn     bigint not null generated always as identity
);
-- One row; whoever holds its lock is the sequencer.
create table ledger_sequencer (
  only_row    boolean primary key default true check (only_row),
  recorded_at timestamptz not null
);
insert into ledger_sequencer (recorded_at) values ('1970-01-01T00:00:00Z');

-- Directory: which record stands under a natural key, whose it is, and its latest entry. A projection.
create table ledger_record (
  record_id   uuid primary key,
  subject_id  uuid not null,
  kind        text collate "C" not null,
  version     integer not null,
  batch_id    uuid not null,
  leaf        integer not null,
  source_day  date not null,           -- the source's own day: an older file never overwrites
  digest      bytea                    -- of the content, to know the same content again; null once redacted
);

-- The keys with which checkpoints were signed, so that a process with a foreign key is refused.
create table ledger_key (
  key_id     text primary key,
  verifier   text not null,            -- C2SP verifier key: name+key id+public key
  added_at   timestamptz not null
);
