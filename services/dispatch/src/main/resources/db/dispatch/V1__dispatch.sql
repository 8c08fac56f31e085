-- What dispatch knows of every ticket: a projection, thrown away and rebuilt from the events whenever somebody wants another.
create table ticket (
    ticket_id    uuid primary key,
    -- the sequence of the last event that is in the row
    version      bigint      not null,
    district     text        not null,
    number       text        not null,
    enterprise   text        not null,
    item         text        not null,
    state        text        not null,
    lead         text,
    submitted_at timestamptz not null,
    -- all of it, as JSON
    facts        jsonb       not null
) with (fillfactor = 80);

create unique index ticket_by_number on ticket (district, number);
create index ticket_by_item on ticket (district, item, submitted_at desc);
create index ticket_by_enterprise on ticket (district, enterprise, submitted_at desc);
create index ticket_open_by_lead on ticket (district, lead)
    where state in ('DISPATCHED', 'OBJECTED', 'IN_PROGRESS', 'SUSPENDED');

-- What happened beside tickets: never changed, numbered without gaps per subject, as it was or will be published.
create table event (
    subject     uuid        not null,
    sequence    bigint      not null,
    kind        text        not null,
    district    text        not null,
    type        text        not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    account     text        not null,
    body        text        not null,
    primary key (subject, sequence)
);

-- What is committed and waits for the broker: events of dispatch's own, and commands for tickets.
create table outgoing (
    position bigint generated always as identity primary key,
    key      text        not null,
    type     text        not null,
    body     text        not null,
    told_at  timestamptz not null
);
