-- One resident's time at a kiosk. What the card said is sealed, and gone when the visit ends.
create table visit (
  id           uuid primary key,
  token_hash   bytea not null unique check (octet_length(token_hash) = 32),
  kiosk        text not null references kiosk (id),
  level        text not null check (level in ('L0', 'L1', 'L2', 'L3')),
  -- Blind index of the identity number on the card.
  subject      bytea not null check (octet_length(subject) = 32),
  card_sealed  bytea,
  opened_at    timestamptz(3) not null,
  expires_at   timestamptz(3) not null,
  ended_at     timestamptz(3),
  check ((card_sealed is null) = (ended_at is not null))
);
create index visit_open on visit (expires_at) where ended_at is null;

-- The running number of each community and year. One statement takes the next; a crash afterwards leaves a gap.
create table number_series (
  community  text not null check (community ~ '^[0-9]{12}$'),
  year       smallint not null,
  last       integer not null check (last > 0),
  primary key (community, year)
);

-- What was asked for, under the caller's own id: asked again, the same answer is given.
create table application (
  id           uuid primary key,
  visit        uuid not null references visit (id),
  request      uuid not null,
  wish_sha256  bytea not null check (octet_length(wish_sha256) = 32),
  service      text not null,
  answer       jsonb not null,
  created_at   timestamptz(3) not null,
  unique (visit, request)
);

-- Why the answer was what it was, so that it can be given again from the same definition and facts.
create table decision (
  application        uuid primary key references application (id),
  definition_sha256  text not null check (definition_sha256 ~ '^[0-9a-f]{64}$'),
  service            text not null,
  version            integer not null,
  decided_on         date not null,
  parameters         jsonb not null,
  result             text not null check (result in ('yes', 'no', 'unknown')),
  trace              jsonb not null,
  provenance         jsonb not null,
  facts_sealed       bytea not null
);

create table certificate (
  id           uuid primary key,
  number       text not null unique,
  application  uuid not null references application (id),
  visit        uuid not null references visit (id),
  service      text not null,
  subject      bytea not null check (octet_length(subject) = 32),
  -- Everything the paper says, for one more copy of it.
  paper_sealed bytea not null,
  issued_on    date not null,
  valid_until  date not null
);
create index certificate_visit on certificate (visit);

-- One paper. At most one of a certificate's copies is live.
create table certificate_copy (
  id             uuid primary key,
  certificate    uuid not null references certificate (id),
  copy           integer not null check (copy > 0),
  cti            bytea not null unique check (octet_length(cti) = 8),
  kid            text not null,
  -- Its bit in the status list; drawn at random, so that it says nothing about when it was issued.
  status_index   integer not null unique check (status_index >= 0),
  document       text not null references document (sha256),
  issued_at      timestamptz(3) not null,
  superseded_at  timestamptz(3),
  unique (certificate, copy)
);
create unique index certificate_copy_live on certificate_copy (certificate) where superseded_at is null;
create index certificate_copy_superseded on certificate_copy (status_index) where superseded_at is not null;
alter table print_job add foreign key (copy) references certificate_copy (id);
