-- audit: who did what. Append only.
create table audit_event (
  event_id   uuid primary key,
  at         timestamptz not null,
  actor      text not null,          -- pseudonymous: 'console', 'process', later an account's opaque id
  act        text not null,          -- e.g. intake.submit, ledger.redact, credit-file.look
  object     text not null,          -- what it was done to: a batch, a record, an organisation's code
  purpose    text,
  matter     text,
  outcome    text not null
);
-- the auditor's search by object, newest first
create index audit_event_object on audit_event (object, at desc);
