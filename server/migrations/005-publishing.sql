-- Definitions and regions that officials wrote here, step by step to being in force. What ships with the house is not among them.
create table draft (
  sha256        text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  kind          text not null check (kind in ('service', 'region')),
  name          text not null,
  version       integer not null check (version > 0),
  yaml          text not null,
  submitted_by  text not null,
  submitted_at  timestamptz(3) not null,
  -- Held over the whole register: how many residents it would change, by change.
  dry_run       jsonb,
  approved_by   text,
  approved_at   timestamptz(3),
  published_by  text,
  published_at  timestamptz(3),
  retired_by    text,
  retired_at    timestamptz(3),
  unique (kind, name, version),
  check ((approved_by is null) = (approved_at is null)),
  check ((published_by is null) = (published_at is null)),
  check ((retired_by is null) = (retired_at is null)),
  -- Two persons, whatever the code above believes.
  check (approved_by <> submitted_by),
  check (published_by is null or (approved_by is not null and published_by <> approved_by and dry_run is not null)),
  check (retired_by is null or published_by is not null)
);
create index draft_published on draft (published_at) where published_at is not null;

-- The text of every definition that ever decided here, by its hash: an old decision can be made again.
create table definition_text (
  sha256  text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  yaml    text not null
);
