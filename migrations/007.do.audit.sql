-- audit: readings of what is not public, seals over the trail, alerts, and the register of security audits.
-- Everything is append only but the queue of events that wait for their seal.

-- The agency for which the actor did it; null: the platform's own, or the organisation itself.
alter table audit_event add column office text collate "C";
-- Whether something that is not public was shown. Such a line has purpose, matter and, as object, the Uscc.
alter table audit_event add column is_reading boolean not null default false;
alter table audit_event add constraint audit_event_reading
  check (not is_reading or (purpose is not null and matter is not null));
-- the auditor's search without an object, page by page
create index audit_event_at on audit_event (at desc, event_id desc);
-- the auditor's search by actor; what one actor read in a day
create index audit_event_actor on audit_event (actor, at desc);
-- who looked at an organisation, newest first
create index audit_event_reading on audit_event (object, at desc, event_id desc) where is_reading;
-- the readings of a day, for the alerts
create index audit_event_reading_at on audit_event (at) where is_reading;

-- Events that no batch of the log holds yet. A queue of its own: events become visible in the order of their
-- commits, which is not that of their ids or times.
create table audit_unsealed (
  event_id uuid primary key
);
insert into audit_unsealed (event_id) select event_id from audit_event;

-- Which leaf of which batch an event is.
create table audit_sealed (
  batch_id uuid not null,
  leaf     integer not null,
  event_id uuid not null unique,       -- the seal of an event
  primary key (batch_id, leaf)
);

-- Readings of one office about one matter that are not yet shown to the organisation. The latest row counts.
create table audit_embargo (
  embargo_id   uuid primary key,
  office       text collate "C" not null,
  uscc         text collate "C" not null,
  matter       text not null,
  basis        text not null,          -- instrument and article
  shown_from   date not null,          -- first day on which the readings are shown
  set_at       timestamptz not null,
  actor        text not null
);
-- the embargoes on the readings of an organisation
create index audit_embargo_uscc on audit_embargo (uscc, office, matter, set_at desc);

-- Unusual reading, as a rule of data/audit/alerts.yml found it: once a rule, actor, day and (where the rule
-- looks at it) matter.
create table audit_alert (
  alert_id  uuid primary key,
  rule      text not null,
  actor     text not null,
  day       date not null,
  matter    text not null,             -- '' where the rule does not look at matters
  count     integer not null,          -- what was counted when the alert was raised
  threshold integer not null,
  raised_at timestamptz not null,
  unique (rule, actor, day, matter)
);
-- What was done about an alert; the latest step is its state.
create table audit_alert_step (
  alert_id uuid not null references audit_alert,
  number   integer not null,           -- from 1
  state    text not null check (state in ('looked-into', 'explained', 'misuse')),
  note     text not null,
  actor    text not null,
  at       timestamptz not null,
  primary key (alert_id, number)
);

-- The year's security audits and assessments.
create table audit_security_audit (
  audit_id    uuid primary key,
  held_on     date not null,
  title       text not null,
  held_by     text not null,           -- the institution, not a person
  entered_at  timestamptz not null,
  actor       text not null
);
-- the audits of a year
create index audit_security_audit_held on audit_security_audit (held_on desc);

create table audit_finding (
  audit_id   uuid not null references audit_security_audit,
  number     integer not null,         -- from 1
  severity   text not null check (severity in ('high', 'medium', 'low')),
  what       text not null,
  due_on     date not null,
  entered_at timestamptz not null,
  actor      text not null,
  primary key (audit_id, number)
);
-- What was done about a finding; the latest step is its state.
create table audit_finding_step (
  audit_id uuid not null,
  finding  integer not null,
  number   integer not null,           -- from 1
  state    text not null check (state in ('in-progress', 'mended', 'accepted')),
  note     text not null,
  actor    text not null,
  at       timestamptz not null,
  primary key (audit_id, finding, number),
  foreign key (audit_id, finding) references audit_finding
);
