-- Keys with which programs speak Open311. The key is not kept, only what recognises it.
create table open311_key (
    id           uuid primary key,
    -- SHA-256
    key_hash     bytea       not null unique,
    district     text        not null,
    -- as whom the program acts
    account      text        not null,
    label        text        not null,
    created_by   text        not null,
    created_at   timestamptz not null,
    last_used_on date,
    revoked_by   text,
    revoked_at   timestamptz
);
create index open311_key_by_district on open311_key (district, created_at);

-- What was filed by Open311, beside what stands in the ticket. Written before the command is sent.
create table open311_filing (
    ticket_id  uuid primary key,
    command_id uuid        not null unique,
    -- SHA-256 of what the client asks with until there is a number
    token_hash bytea       not null unique,
    key_id     uuid        not null references open311_key,
    district   text        not null,
    latitude   numeric,
    longitude  numeric,
    address    text,
    address_id text,
    media_url  text,
    filed_at   timestamptz not null,
    -- why the engine did not take it, where that came too late for the answer
    refused_en text,
    refused_zh text
);

-- Tickets as Open311 tells of them.
create table service_request (
    ticket_id    uuid primary key,
    -- the sequence of the last event that is counted in
    version      bigint      not null,
    number       text        not null,
    district     text        not null,
    enterprise   text        not null,
    filed_by     text        not null,
    item         text        not null,
    title        text        not null,
    description  text        not null,
    state        text        not null,
    lead         text,
    notes        text,
    requested_at timestamptz not null,
    updated_at   timestamptz not null
) with (fillfactor = 80);
create index service_request_by_number on service_request (number);
create index service_request_by_enterprise on service_request (district, enterprise, requested_at);
create index service_request_by_filer on service_request (district, filed_by, requested_at);

-- When the answer to a ticket is due, as its clocks say. May come before the ticket.
create table service_request_due (
    ticket_id uuid primary key,
    -- the sequence of the last event of the ticket's clocks that is counted in
    version   bigint not null,
    due       timestamptz
) with (fillfactor = 80);
