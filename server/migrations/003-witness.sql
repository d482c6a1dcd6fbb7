-- What somebody saw in the printer's mouth of a copy whose fate the machine does not know. The first answer stands.
create table copy_witness (
  copy    uuid primary key references certificate_copy (id),
  came    boolean not null,
  -- A staff number; null for the resident the copy was printed for.
  staff   text,
  reason  text not null,
  at      timestamptz(3) not null
);
create index certificate_subject on certificate (subject);
