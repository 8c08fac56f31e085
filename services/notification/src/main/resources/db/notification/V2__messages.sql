-- What is known of every ticket: a projection of its events.
create table ticket (
    ticket_id  uuid primary key,
    -- the sequence of the last event that is in the row
    version    bigint not null,
    district   text   not null,
    enterprise text   not null,
    -- all of it, as JSON
    facts      jsonb  not null
) with (fillfactor = 80);

-- How far the clocks of a ticket are counted in.
create table clock_position (
    ticket_id uuid primary key,
    sequence  bigint not null
);

-- The open clocks of units, for the lists of what is due.
create table clock (
    ticket_id uuid        not null,
    clock     text        not null,
    district  text        not null,
    unit      text        not null,
    scope     text        not null,
    stage     text        not null,
    stage_zh  text        not null,
    due       timestamptz not null,
    paused    boolean     not null,
    primary key (ticket_id, clock)
);

create index clock_by_due on clock (district, due) where not paused;

-- Clock events that came before the ticket's own events were counted in.
create table early_clock_event (
    ticket_id      uuid   not null,
    sequence       bigint not null,
    -- the ticket's version that they count on
    ticket_version bigint not null,
    type           text   not null,
    body           text   not null,
    primary key (ticket_id, sequence)
);

-- What is known of what dispatch looks after: how far it is counted in, and of a meeting its plan.
create table matter (
    subject  uuid primary key,
    sequence bigint not null,
    district text   not null,
    plan     jsonb
);

-- One message to one recipient over one channel, for one cause. The three together are known but once, whatever is read again.
create table message (
    -- made of cause, recipient and channel, so that a message is the same however often it is made
    id            uuid primary key,
    position      bigint      generated always as identity,
    district      text        not null,
    cause         text        not null,
    occasion      text        not null,
    channel       text        not null,
    -- account/<id>, unit/<id> or district/<id>
    recipient     text        not null,
    account       text,
    ticket_id     uuid,
    number        text,
    matter        uuid,
    title_zh      text        not null,
    text_zh       text        not null,
    title_en      text        not null,
    text_en       text        not null,
    mandatory     boolean     not null,
    -- what can be done by a link in it, as JSON
    offer         jsonb,
    created_at    timestamptz not null,
    state         text        not null,
    not_before    timestamptz not null,
    attempts      integer     not null default 0,
    -- until when whoever sends it has it for itself
    leased_until  timestamptz,
    sent_at       timestamptz,
    read_at       timestamptz,
    fault         text,
    unique (cause, recipient, channel)
) with (fillfactor = 80);

create index message_inbox on message (account, district, position desc) where channel = 'IN_APP';
create index message_unread on message (account, district, position desc) where channel = 'IN_APP' and read_at is null;
create index message_waiting on message (not_before) where state in ('WAITING', 'SENDING');
create index message_gathered on message (district, account) where state = 'GATHERED';
create index message_deliveries on message (district, position desc) where channel <> 'IN_APP';
create index message_by_age on message (created_at);

create table preference (
    account text primary key,
    version bigint not null,
    chosen  jsonb  not null
);

-- The rules of districts that have their own; never changed, only followed by another version.
create table rule_book (
    district   text        not null,
    version    bigint      not null,
    book       jsonb       not null,
    changed_at timestamptz not null,
    changed_by text        not null,
    primary key (district, version)
);
