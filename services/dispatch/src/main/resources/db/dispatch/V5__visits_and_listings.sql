-- 走访: one visit is one, however many departments came along.
create table visit (
    id                 uuid primary key,
    -- how many events it has
    version            bigint      not null,
    district           text        not null,
    enterprise         text        not null,
    visited_on         date        not null,
    officers           text[]      not null,
    units              text[]      not null,
    purpose            text,
    findings           text,
    tickets            uuid[]      not null,
    -- of the enterprise, as the directory had them when the visit was written down
    chain              text,
    place              text,
    recorded_by        text        not null,
    recorded_at        timestamptz not null,
    -- tells apart two requests with one Idempotency-Key
    request            text,
    struck_out_because text,
    struck_out_by      text,
    struck_out_at      timestamptz
);

create unique index visit_once_a_day on visit (district, enterprise, visited_on) where struck_out_at is null;
create index visit_by_day on visit (district, visited_on desc, id desc);
create index visit_by_officer on visit using gin (officers);
create index visit_by_unit on visit using gin (units);

-- 供需: what enterprises offer and need.
create table listing (
    id          uuid primary key,
    version     bigint      not null,
    district    text        not null,
    enterprise  text        not null,
    kind        text        not null,
    title       text        not null,
    valid_until date        not null,
    visible     text        not null,
    chain       text,
    place       text,
    ticket      uuid,
    -- all of its terms, as JSON
    terms       jsonb       not null,
    -- what its product words are made of: two listings that share none are no match
    grams       text[]      not null,
    posted_by   text        not null,
    posted_at   timestamptz not null,
    request     text,
    outcome     text,
    closed_at   timestamptz
);

create index listing_by_time on listing (district, posted_at desc, id desc);
create index listing_by_enterprise on listing (district, enterprise, posted_at desc);
create index listing_by_ticket on listing (ticket) where ticket is not null;
create index listing_by_gram on listing using gin (grams) where closed_at is null;

-- 对接: an offer and a need that were brought together.
create table introduction (
    id           uuid primary key,
    version      bigint      not null,
    district     text        not null,
    offer        uuid        not null references listing (id),
    need         uuid        not null references listing (id),
    status       text        not null,
    offer_agreed boolean     not null,
    need_agreed  boolean     not null,
    asked_by     text,
    note         text,
    ticket       uuid,
    reason       text,
    amount       text,
    result_note  text,
    proposed_by  text        not null,
    proposed_at  timestamptz not null,
    request      text,
    ended_at     timestamptz
);

create unique index introduction_once_at_a_time on introduction (offer, need) where status in ('PROPOSED', 'ACCEPTED');
create index introduction_by_time on introduction (district, proposed_at desc, id desc);
create index introduction_by_offer on introduction (offer);
create index introduction_by_need on introduction (need);
create index introduction_by_ticket on introduction (ticket) where ticket is not null;
