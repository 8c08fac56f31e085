-- What other systems asked to be told, and where. docs/webhooks.md says what it means.
create table webhook (
    id                uuid primary key,
    district          text        not null,
    version           bigint      not null,
    owner             text        not null,
    description       text,
    url               text        not null,
    types             text[]      not null,
    unit              text,
    enterprise        text,
    -- BY_HAND, GONE, FAILING; null while it is sent to
    paused            text,
    paused_at         timestamptz,
    paused_said       text,
    created_at        timestamptz not null,
    created_by        text        not null,
    changed_at        timestamptz not null,
    changed_by        text        not null,
    -- how it goes: failures since the last success, and until when nothing is sent
    failures          int         not null default 0,
    failing_since     timestamptz,
    rest_until        timestamptz,
    -- the receiver itself asked for it (Retry-After)
    asked_until       timestamptz,
    last_delivered_at timestamptz
) with (fillfactor = 80);

create index webhook_by_district on webhook (district, created_at);

-- Secrets, sealed with a key that is not in the database. The newest signs for good, older ones until they end.
create table webhook_secret (
    webhook     uuid        not null references webhook on delete cascade,
    number      int         not null,
    sealed      text        not null,
    made_at     timestamptz not null,
    valid_until timestamptz,
    primary key (webhook, number)
);

-- How far each ticket, and what else events are about, is counted in, and whom its events have named so far.
create table webhook_subject (
    topic       text   not null,
    about       uuid   not null,
    version     bigint not null,
    units       text[] not null,
    enterprises text[] not null,
    primary key (topic, about)
) with (fillfactor = 80);

-- Events of districts with subscriptions, as they are sent. The id is the order in which they were counted in.
create table webhook_event (
    id          bigint generated always as identity primary key,
    topic       text        not null,
    about       uuid        not null,
    sequence    bigint      not null,
    district    text        not null,
    event_id    text        not null,
    type        text        not null,
    recorded_at timestamptz not null,
    units       text[]      not null,
    enterprises text[]      not null,
    body        text        not null,
    unique (topic, about, sequence)
);

create index webhook_event_by_time on webhook_event (district, recorded_at);
create index webhook_event_by_age on webhook_event (recorded_at);

-- An event for a subscription: once, whatever happens.
create table webhook_delivery (
    webhook          uuid        not null references webhook on delete cascade,
    event            bigint      not null references webhook_event on delete cascade,
    about            uuid        not null,
    -- WAITING, DELIVERED, GIVEN_UP
    state            text        not null,
    created_at       timestamptz not null,
    next_at          timestamptz not null,
    -- somebody is sending it until then, if he still lives
    leased_until     timestamptz,
    -- ever, and since it was put in the queue the last time
    attempts         int         not null default 0,
    tries            int         not null default 0,
    first_tried_at   timestamptz,
    replays          int         not null default 0,
    settled_at       timestamptz,
    -- the last attempt
    last_at          timestamptz,
    last_millis      int,
    last_status      int,
    last_failure     text,
    last_detail      text,
    last_answer      text,
    primary key (webhook, event)
) with (fillfactor = 80);

create index webhook_delivery_of_event on webhook_delivery (event);
create index webhook_delivery_due on webhook_delivery (webhook, next_at, event) where state = 'WAITING';
create index webhook_delivery_order on webhook_delivery (webhook, about, event) where state = 'WAITING';
create index webhook_delivery_by_state on webhook_delivery (webhook, state, event desc);
