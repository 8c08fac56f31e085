-- What is committed and waits for the broker.
create table outgoing (
    position bigint generated always as identity primary key,
    key      text        not null,
    type     text        not null,
    body     text        not null,
    told_at  timestamptz not null
);

-- Figures of the past counted anew under another definition or policy: who asked, how far it is, what came of it.
create table recomputation (
    -- also the trial's, where a policy is tried
    id            uuid primary key,
    district      text        not null,
    -- the part of the district to which the right of the one who asked is narrowed
    chain         text,
    place         text,
    account       text        not null,
    asked_at      timestamptz not null,
    -- tells apart two requests with one Idempotency-Key
    request       text,
    -- what was asked for, as JSON
    terms         text        not null,
    state         text        not null check (state in ('ASKED', 'WORKING', 'DONE', 'REFUSED', 'FAILED')),
    -- since when everything is known that it takes to compare
    known_at      timestamptz,
    tries         int         not null default 0,
    -- why there is no answer
    sentence_en   text,
    sentence_zh   text,
    ended_at      timestamptz,
    -- as JSON, kept for good
    answer        text,
    readings_kept boolean     not null default false
);

create index recomputation_by_time on recomputation (district, asked_at desc, id desc);
create index recomputation_under_way on recomputation (district, asked_at) where state in ('ASKED', 'WORKING');
create index recomputation_with_readings on recomputation (asked_at) where readings_kept;

-- How far it is, in tickets of its part of the district. A row of its own: the comparison must not see its own progress.
create table recomputation_progress (
    id       uuid primary key references recomputation,
    tickets  bigint not null,
    told     bigint not null default 0,
    compared bigint not null default 0
) with (fillfactor = 50);

-- The clocks that a ticket would have had, as JSON. Dropped after a while.
create table trial_clock (
    trial     uuid not null,
    ticket_id uuid not null,
    clocks    text not null,
    primary key (trial, ticket_id)
) with (toast_tuple_target = 128);

alter table trial_clock alter column clocks set storage main;

-- Who counts otherwise, figure by figure. Kept with the answer, whose counts they are.
create table changed_case (
    recomputation  uuid    not null references recomputation,
    figure         text    not null,
    number         text    not null,
    ticket_id      uuid    not null,
    -- which of the ticket's it is, where several of one ticket are counted; else the empty text
    part           text    not null,
    change         text    not null check (change in ('GAINED', 'LOST', 'JUDGED', 'UNJUDGED')),
    counted_before boolean not null,
    counted_after  boolean not null,
    -- the clock that tells the two apart, and its due dates
    clock          text,
    due_before     timestamptz,
    due_after      timestamptz,
    primary key (recomputation, figure, number, part)
);

-- The facts of the tickets under the policy that is tried, for as long as the transaction lasts that compares them. What is
-- lost of it in a crash was never committed.
create unlogged table story_tried partition of story default;
create unlogged table ticket_tried partition of ticket default;
create unlogged table clock_tried partition of clock default;
alter table story_tried add check (build = -1);
alter table ticket_tried add check (build = -1);
alter table clock_tried add check (build = -1);
