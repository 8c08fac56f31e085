-- The engine's own tables. The log (event) is the truth; ticket is its fold, kept for the next decision.

create table ticket (
  id          uuid primary key,
  district    text        not null,
  number      text        not null unique,
  state       text        not null,
  version     bigint      not null,
  snapshot    text        not null,
  last_hash   bytea       not null,
  updated_at  timestamptz not null
) with (fillfactor = 70);

create table event (
  ticket_id      uuid        not null,
  sequence       bigint      not null,
  type           text        not null,
  command_id     uuid        not null,
  fingerprint    text,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null,
  -- The bytes that were hashed and published. Text, not jsonb, because jsonb would not keep them.
  body           text        not null,
  previous_hash  bytea       not null,
  hash           bytea       not null,
  primary key (ticket_id, sequence)
);

-- One command tells one event: this is what makes a command take effect at most once.
create unique index event_command on event (command_id);

create table refused_command (
  command_id   uuid primary key,
  ticket_id    uuid        not null,
  account      text        not null,
  fingerprint  text,
  outcome      text        not null,
  decided_at   timestamptz not null
);

-- Human numbers, without gaps: a row's lock is held from the allocation to the commit, so that two engines
-- can neither give one number twice nor lose one by rolling back.
create table number_counter (
  district  text   not null,
  year      int    not null,
  last      bigint not null,
  primary key (district, year)
);

create table dead_letter (
  id           bigint generated always as identity primary key,
  topic        text        not null,
  partition    int         not null,
  "offset"     bigint      not null,
  key          text,
  headers      text        not null,
  value        bytea,
  reason       text        not null,
  failed_at    timestamptz not null,
  status       text        not null default 'OPEN' check (status in ('OPEN', 'REDRIVEN', 'DISCARDED')),
  settled_by   text,
  settled_at   timestamptz,
  note         text,
  unique (topic, partition, "offset")
);
