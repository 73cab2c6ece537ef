-- parties: who exists. All of it is a projection of the ledger, except parties_representative.
create table parties_subject (
  subject_id          uuid primary key,
  uscc                text collate "C" unique,        -- null: no valid code, never published
  registration_number text collate "C" unique,
  name                text not null,
  category            text not null,                  -- the catalogue's codes for kinds of organisation
  status              text not null,                  -- active, revoked, cancelled, unknown
  confirmed           boolean not null,               -- a registration record stands behind it
  region              text collate "C",
  registered_on       date,
  name_is_person      boolean not null default false, -- an individual business called by its owner's name only
  facts               jsonb not null default '{}'     -- further registration facts that the page shows
);
-- the public figures leave out the records of subjects without a code, which are few
create index parties_subject_without_code on parties_subject (subject_id) where uscc is null;

create table parties_name (
  subject_id  uuid not null,
  folded      text collate "C" not null,  -- the name in its comparable form (codes/organisation-name.ts)
  name        text not null,
  is_current  boolean not null,
  used_from   date,
  used_until  date,                        -- first day on which it was no longer the name
  primary key (subject_id, folded)
);
-- finding a subject by its exact name, current or former
create index parties_name_folded on parties_name (folded);

-- The legal representative: in this mutable table alone, never in the ledger; can be corrected and erased.
create table parties_representative (
  subject_id uuid primary key,
  name       text not null,
  source_day date not null
);

create table parties_agency (
  agency_code text collate "C" primary key,
  name_zh     text not null,
  name_en     text not null,
  region      text collate "C"
);
