-- What departments were asked in a visit, for whom and why. Answers and hashes are sealed: a hash over few values can be guessed.
create table department_query (
  id                uuid primary key,
  at                timestamptz(3) not null,
  subject           bytea not null check (octet_length(subject) = 32),
  visit             uuid not null references visit (id),
  kiosk             text not null references kiosk (id),
  actor             text not null,
  -- The service it was asked for, the only use that may be made of the answer.
  purpose           text not null,
  source            text not null,
  -- Names of the facts and tables that were wanted.
  fields            jsonb not null,
  state             text not null check (state in ('facts', 'not_found', 'unavailable', 'refused', 'stale')),
  request_id        text not null,
  evidence_sealed   bytea not null,
  -- Emptied when its time is over; the rest stays, so that a resident can see who looked.
  answer_sealed     bytea,
  answer_expires_at timestamptz(3) not null
);
create index department_query_subject on department_query (subject, at desc);
create index department_query_visit on department_query (visit, purpose);
create index department_query_expiry on department_query (answer_expires_at) where answer_sealed is not null;

-- When the card was read, by the kiosk's clock: a minute is counted from here. Null in visits of before.
alter table visit add column card_read_at timestamptz(3);

-- Slips that are no certificates: asked again with the same request, the same orders.
create table notice (
  id           uuid primary key,
  visit        uuid not null references visit (id),
  request      uuid not null,
  wish_sha256  bytea not null check (octet_length(wish_sha256) = 32),
  kind         text not null check (kind in ('service', 'proof', 'ledger')),
  service      text,
  job          uuid not null references print_job (job),
  answer       jsonb not null,
  created_at   timestamptz(3) not null,
  unique (visit, request),
  check ((kind = 'service') = (service is not null))
);
create index notice_day on notice (created_at);
create index certificate_copy_day on certificate_copy (issued_at);

-- Where a kiosk stands, as staff told; null while nobody has.
alter table kiosk add column address text;
alter table kiosk add column longitude double precision check (longitude between -180 and 180);
alter table kiosk add column latitude double precision check (latitude between -90 and 90);
alter table kiosk add check ((longitude is null) = (latitude is null));
