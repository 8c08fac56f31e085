-- The read side: thrown away and rebuilt from the events whenever somebody wants another one.

create table ticket (
    id                 uuid primary key,
    number             text        not null,
    -- QT-2023-42 sorts before QT-2023-1000000: the counter with leading zeros
    number_key         text collate "C" not null generated always as
        (split_part(number, '-', 1) || '-' || split_part(number, '-', 2) || '-' || lpad(split_part(number, '-', 3), 9, '0')) stored,
    district           text        not null,
    enterprise         text        not null,
    filed_by           text        not null,
    contact            text,
    item               text        not null,
    title              text        not null,
    urgency            text        not null,
    chain              text,
    place              text,
    state              text        not null,
    state_since        timestamptz not null,
    round              int         not null,
    lead               text,
    assistants         text[]      not null,
    former_leads       text[]      not null,
    -- every unit that may know of the ticket
    units              text[]      not null generated always as
        (array_remove(array_prepend(lead, assistants || former_leads), null)) stored,
    handler            text,
    difficulty         text,
    submitted_at       timestamptz not null,
    dispatched_at      timestamptz,
    accepted_at        timestamptz,
    answered_at        timestamptz,
    closed_at          timestamptz,
    updated_at         timestamptz not null,
    outcome            text,
    confirmed          boolean     not null,
    satisfaction       text,
    hard               boolean     not null,
    escalation         text,
    bounces            int         not null,
    merged_into        uuid,
    merged_from        text,
    extension_pending  boolean     not null,
    objection_overruled boolean    not null,
    appealed           boolean     not null,
    imported           boolean     not null,
    attachments        int         not null,
    -- the sequence of the last event that is in the row
    version            bigint      not null
) with (fillfactor = 80);

create unique index ticket_by_number on ticket (district, number_key);
create index ticket_by_submission on ticket (district, submitted_at, id);
create index ticket_by_update on ticket (district, updated_at, id);
create index ticket_by_state on ticket (district, state, submitted_at, id);
create index ticket_by_lead on ticket (district, lead, state, submitted_at, id);
create index ticket_by_enterprise on ticket (district, enterprise, submitted_at, id);
create index ticket_by_filer on ticket (district, filed_by, submitted_at, id);
create index ticket_by_unit on ticket using gin (units);

-- Apart from the ticket: written once or twice in its life, while the row above changes with every event.
create table ticket_text (
    ticket_id   uuid primary key,
    title       text   not null,
    description text   not null,
    -- number, title and description in one spelling (NFKC, lower case): what a search looks through
    haystack    text   not null,
    -- its characters and its pairs of neighbouring characters, as numbers
    grams       int[]  not null
);

create index ticket_text_by_gram on ticket_text using gin (grams);

create table timeline (
    ticket_id   uuid        not null,
    sequence    bigint      not null,
    type        text        not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    account     text        not null,
    role        text        not null,
    enterprise  text,
    unit        text,
    state       text        not null,
    round       int         not null,
    -- the enterprise must not see it
    internal    boolean     not null,
    imported    boolean     not null,
    inferred    boolean     not null,
    -- what the event says, as JSON
    body        text        not null,
    primary key (ticket_id, sequence)
);
