-- What a district says about routing, whole and by version: kind is RULES or SETTINGS. No version ever changes.
create table routing_document (
    district   text        not null,
    kind       text        not null,
    version    bigint      not null,
    body       jsonb       not null,
    changed_at timestamptz not null,
    changed_by text        not null,
    primary key (district, kind, version)
);

-- What tickets taught, counted by what they have in common: a projection. The worths grow from a fixed day on, so that
-- they can be added in any order and taken away again.
create table routing_count (
    district      text             not null,
    kind          text             not null,
    key           text             not null,
    unit          text             not null,
    solved        bigint           not null,
    bounced       bigint           not null,
    solved_worth  double precision not null,
    bounced_worth double precision not null,
    primary key (district, kind, key, unit)
) with (fillfactor = 70);

-- Of which tickets the texts are to be compared. Which transaction wrote a row lets every instance read what is new to it.
create table routing_case (
    ticket_id    uuid primary key,
    district     text        not null,
    submitted_at timestamptz not null,
    written_in   xid8        not null default pg_current_xact_id()
) with (fillfactor = 90);

create index routing_case_news on routing_case (district, written_in);
create index routing_case_latest on routing_case (district, submitted_at desc);

-- Each time that a ticket went to a lead, and whether it came back from there.
create table routing_turn (
    ticket_id uuid        not null,
    -- of the event that gave it to the unit
    sequence  bigint      not null,
    district  text        not null,
    unit      text        not null,
    chain     text,
    place     text,
    since     timestamptz not null,
    came_back timestamptz,
    primary key (ticket_id, sequence)
) with (fillfactor = 90);

create index routing_turn_by_unit on routing_turn (district, unit, since) include (came_back, chain, place);

-- What was asked of a ticket because of its bounces and rounds: once each.
create table routing_asked (
    ticket_id uuid        not null,
    cause     text        not null,
    asked_at  timestamptz not null,
    primary key (ticket_id, cause)
);

create index ticket_waiting_for_a_desk on ticket (district, (facts ->> 'chain'), (facts ->> 'place'))
    where state in ('SUBMITTED', 'OBJECTED');
