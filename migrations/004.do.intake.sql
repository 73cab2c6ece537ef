-- intake: what the agency handed over, and what we made of it.
create table intake_batch (
  batch_id      uuid primary key,
  agency_code   text collate "C" not null,
  kind          text collate "C" not null,
  catalogue_day date not null,         -- the catalogue of this day was used
  file_name     text not null,
  file_digest   bytea not null,        -- SHA-256 of the file as handed over; the file itself is not kept
  encoding      text not null,
  source_day    date not null,
  received_at   timestamptz not null,
  check_digest  bytea not null,        -- SHA-256 of the code that opens the receipt
  rows_read     integer not null,
  admitted      integer not null,
  unchanged     integer not null,
  corrected     integer not null,
  returned      integer not null,
  held          integer not null,
  masked        integer not null,
  late          integer not null,      -- handed in after the catalogue's period
  columns       jsonb not null,        -- {mapped, unknown, dropped}: headings of the file
  heading_of    jsonb not null,        -- the file's heading of each field
  check (rows_read = admitted + unchanged + corrected + returned + held)
);
-- an agency's batches, newest first
create index intake_batch_agency on intake_batch (agency_code, received_at desc);

-- The answer to each row, one letter a row (a u c r h), in pieces of the file's order.
create table intake_answer (
  batch_id   uuid not null,
  first_row  integer not null,         -- number of the piece's first row, from 1
  lines      integer[] not null,       -- line in the file of each row of the piece
  answers    text not null,
  primary key (batch_id, first_row)
);

create table intake_finding (
  batch_id uuid not null,
  number   integer not null,
  line     integer not null,
  field    text,                       -- field code; null: the row as a whole
  code     text not null,
  value    text,                       -- null where the field was dropped or masked
  detail   jsonb,                      -- what the message needs besides the value
  primary key (batch_id, number)
);

-- Rows that wait for a person to say whom they are about.
create table intake_held (
  batch_id   uuid not null,
  line       integer not null,
  code       text not null,            -- why it is held
  row_side   jsonb,                    -- what the row says (masked); null where the content may not be kept
  registry_side jsonb not null,        -- what the registry says: candidates with code and names
  primary key (batch_id, line)
);

-- One row an agency: two batches of one agency never write at the same time.
create table intake_agency_turn (
  agency_code text collate "C" primary key
);
