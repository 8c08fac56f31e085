-- Files of figures that were asked for, by a person or by a schedule.
create table export (
    id           uuid primary key,
    district     text        not null,
    account      text        not null,
    -- the role, unit and part of the district with which it was asked for: with others the account does not get it
    held         text        not null,
    -- whether it is of this district alone, so that those who oversee the district may have it
    of_district  boolean     not null,
    schedule     uuid,
    -- what is asked for, fixed when it was, as JSON
    asked        text        not null,
    file_name    text        not null,
    asked_at     timestamptz not null,
    -- what else there is to know of it, as JSON
    note         text,
    state        text        not null check (state in ('WAITING', 'WORKING', 'DONE', 'FAILED', 'EXPIRED')),
    -- counts how often it was begun; what an earlier one writes belongs to no file
    attempt      int         not null default 0,
    -- how often whoever worked at it was never heard of again
    failures     int         not null default 0,
    leased_until timestamptz,
    rows_done    bigint      not null default 0,
    rows_total   bigint,
    begun_at     timestamptz,
    finished_at  timestamptz,
    expires_at   timestamptz,
    size         bigint,
    sha256       text,
    -- why there is no file, as JSON
    reason       text
);

create index export_to_do on export (asked_at, id) where state in ('WAITING', 'WORKING');
create index export_by_time on export (district, asked_at, id);
create index export_to_expire on export (expires_at) where state = 'DONE';

create table export_chunk (
    export  uuid  not null references export on delete cascade,
    attempt int   not null,
    number  int   not null,
    bytes   bytea not null,
    primary key (export, attempt, number)
);

-- What is in it is compressed already, or soon sent on.
alter table export_chunk alter column bytes set storage external;

-- Reports that are made again and again.
create table schedule (
    id          uuid primary key,
    version     bigint      not null,
    district    text        not null,
    account     text        not null,
    held        text        not null,
    of_district boolean     not null,
    name        text        not null,
    cadence     text        not null check (cadence in ('MONTHLY', 'WEEKLY')),
    -- of the month, or of the week from Monday on
    day         int         not null,
    local_time  time        not null,
    formats     text[]      not null,
    -- for which part of the district, and how, as JSON
    asked       text        not null,
    changed_at  timestamptz not null,
    next_at     timestamptz not null,
    last_at     timestamptz,
    last_from   date,
    last_to     date,
    -- what is to be said of the last time, as JSON
    last_note   text
);

create index schedule_by_next on schedule (next_at);
create index schedule_by_district on schedule (district);
