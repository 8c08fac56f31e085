-- Rules, kept for ever: a version that was in force once can be asked for once more.
create table policy (
    version        text primary key,
    policy         text        not null,
    number         int         not null,
    -- null: for the districts that have none of their own
    district       text,
    -- null: it never comes into force by itself, it is there to be tried and copied
    effective_from timestamptz,
    -- as it was written
    body           text        not null,
    published_at   timestamptz not null,
    published_by   text        not null
);
create unique index policy_in_force on policy (coalesce(district, '*'), effective_from);

create table calendar (
    -- '*': for the districts that have none of their own
    district   text        not null,
    version    text        not null,
    -- the contract's calendar-announced document
    rules      text        not null,
    since      timestamptz not null,
    changed_by text        not null,
    current    boolean     not null,
    primary key (district, since)
);
create unique index calendar_current on calendar (district) where current;

-- A ticket's history as far as clocks need it; all clocks are worked out from it.
create table ticket (
    id               uuid primary key,
    number           text        not null,
    district         text        not null,
    enterprise       text        not null,
    filed_by         text        not null,
    units            text[]      not null,
    state            text        not null,
    submitted_at     timestamptz not null,
    -- the sequence of the last event that is counted in
    version          bigint      not null,
    -- the number of the last event that its clocks told
    clock_sequence   bigint      not null,
    policy_version   text        not null,
    calendar_version text        not null,
    -- time may still cause something: a clock is running or paused, or an answer waits to be confirmed
    open             boolean     not null,
    -- the due-scan looks at it from then on
    next_alarm_at    timestamptz,
    -- alarms that were told or overtaken
    fired            text[]      not null,
    -- the calendar that gave a clock its verdict, by the clock's name, where it is not calendar_version; JSON
    judged_by        text        not null,
    steps            text        not null
) with (fillfactor = 80);
create index ticket_by_alarm on ticket (next_alarm_at) where next_alarm_at is not null;
create index ticket_open on ticket (district, id) where open;
create index ticket_by_submission on ticket (district, submitted_at, id);
create unique index ticket_by_number on ticket (district, number);

-- The open clocks, for lists of what is due.
create table clock (
    ticket_id    uuid        not null,
    clock        text        not null,
    district     text        not null,
    stage        text        not null,
    stage_zh     text        not null,
    scope        text        not null,
    unit         text,
    started_at   timestamptz not null,
    original_due timestamptz,
    due          timestamptz,
    soon_at      timestamptz,
    paused_since timestamptz,
    unknown_year int,
    primary key (ticket_id, clock)
);
create index clock_by_due on clock (district, due, ticket_id, clock);
create index clock_by_unit on clock (district, unit, due, ticket_id, clock);

-- Warnings and breaches as they were told: each once.
create table notice (
    ticket_id   uuid        not null,
    alarm       text        not null,
    type        text        not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    body        text        not null,
    primary key (ticket_id, alarm)
);

-- What is committed and not yet acknowledged by the broker. Empty but for moments.
create table outgoing (
    position   bigint generated always as identity primary key,
    ticket_id  uuid        not null,
    kind       text        not null,
    type       text        not null,
    body       text        not null,
    created_at timestamptz not null
);
create index outgoing_by_ticket on outgoing (ticket_id);

-- Secret addresses under which a calendar program finds a unit's due dates. Only a hash of the secret is kept.
create table feed (
    id          uuid primary key,
    secret_hash bytea       not null unique,
    district    text        not null,
    unit        text        not null,
    created_by  text        not null,
    created_at  timestamptz not null
);
create index feed_by_unit on feed (district, unit);
