-- The register. Personal fields are sealed by the server (AES-256-GCM); the database never sees them in clear.
create table resident (
  id                uuid primary key,
  id_index          bytea not null unique check (octet_length(id_index) = 32),
  id_number_sealed  bytea not null,
  name_sealed       bytea not null,
  address_sealed    bytea not null,
  traits_sealed     bytea not null,
  phone_sealed      bytea,
  birth_year        smallint not null,
  community_code    text not null check (community_code ~ '^[0-9]{12}$'),
  residence_since   date,
  household_id      text,
  hukou_district    text,
  updated_at        timestamptz(3) not null default now()
);
create index resident_community on resident (community_code);

create table kiosk (
  id            text primary key,
  name          text not null,
  public_key    jsonb not null,
  enrolled_at   timestamptz(3) not null,
  revoked_at    timestamptz(3),
  last_seen_at  timestamptz(3),
  state         jsonb
);

-- A code is good once: enrolling deletes it.
create table enrolment_code (
  code_hash   bytea primary key,
  expires_at  timestamptz(3) not null
);

-- A nonce is good once: opening a visit deletes it.
create table kiosk_nonce (
  nonce       text primary key,
  kiosk       text not null references kiosk (id),
  expires_at  timestamptz(3) not null
);
create index kiosk_nonce_expiry on kiosk_nonce (expires_at);

-- Proofs already seen, kept while a replay could still pass the clock check.
create table kiosk_proof (
  jti         uuid primary key,
  kiosk       text not null references kiosk (id),
  expires_at  timestamptz(3) not null
);
create index kiosk_proof_expiry on kiosk_proof (expires_at);

create table document (
  sha256        text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type    text not null,
  bytes_sealed  bytea not null,
  created_at    timestamptz(3) not null default now()
);

create table print_job (
  job         uuid primary key,
  kiosk       text not null references kiosk (id),
  document    text not null references document (sha256),
  printer     text not null check (printer in ('page', 'slip')),
  copy        uuid,
  state       text not null default 'ordered' check (state in ('ordered', 'done', 'not_printed', 'uncertain')),
  evidence    text,
  ordered_at  timestamptz(3) not null,
  settled_at  timestamptz(3),
  check ((state = 'ordered') = (settled_at is null))
);
create index print_job_document on print_job (kiosk, document);
create index print_job_day on print_job (kiosk, ordered_at);
-- One paper for one copy number, whatever the code above believes.
create unique index print_job_copy on print_job (copy) where copy is not null;

-- The audit: each entry carries the hash of the one before it (audit/audit.ts).
create table audit_entry (
  seq      bigint primary key,
  at       timestamptz(3) not null,
  actor    text not null,
  action   text not null,
  subject  text,
  kiosk    text,
  purpose  text,
  details  jsonb not null,
  prev     bytea not null,
  hash     bytea not null
);
create index audit_entry_subject on audit_entry (subject, seq);

-- The newest link: whoever appends holds this row.
create table audit_head (
  one   boolean primary key default true check (one),
  seq   bigint not null,
  hash  bytea not null
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end $$;
create trigger audit_entry_is_append_only before update or delete on audit_entry
  for each row execute function refuse_change();
create trigger audit_entry_is_not_truncated before truncate on audit_entry
  for each statement execute function refuse_change();
