-- The texts of tickets as they are looked for: those that are live, merged, or closed not long ago.
create table similar_text (
    ticket_id    uuid primary key,
    district     text        not null,
    number       text        not null,
    enterprise   text        not null,
    filed_by     text        not null,
    item         text        not null,
    chain        text,
    place        text,
    state        text        not null,
    submitted_at timestamptz not null,
    closed_at    timestamptz,
    -- the numbers of the words and of the matters; the same word has another number in each district
    grams        int[]       not null,
    -- those of them that stand in the title
    title_grams  int[]       not null,
    matters      text[]      not null
) with (fillfactor = 90);

-- Without the list of pending entries, which every search would have to go through.
create index similar_text_by_gram on similar_text using gin (grams) with (fastupdate = off);
create index similar_text_by_enterprise on similar_text (district, enterprise, submitted_at desc);
create index similar_text_by_filer on similar_text (district, filed_by, submitted_at desc);
create index similar_text_live on similar_text (district, submitted_at desc) where closed_at is null;
create index similar_text_closed on similar_text (closed_at) where closed_at is not null;

-- By matter the newest come first: a common one has more tickets than a search can look at.
create table similar_matter (
    gram         int         not null,
    submitted_at timestamptz not null,
    ticket_id    uuid        not null references similar_text on delete cascade,
    primary key (gram, submitted_at, ticket_id)
);

create index similar_matter_by_ticket on similar_matter (ticket_id);

-- How often words occur, counted now and then in the newest texts of a district.
create table similar_count (
    district text primary key,
    revision bigint not null,
    -- texts of the district, and how many of them were counted
    texts    bigint not null,
    counted  bigint not null
);

create table similar_gram (
    district text not null,
    gram     int  not null,
    texts    int  not null,
    primary key (district, gram)
);

-- Which ticket is merged into which now.
create table merged (
    ticket_id uuid primary key,
    into_id   uuid        not null,
    district  text        not null,
    -- of the event that merged it: another merge is another sequence
    sequence  bigint      not null,
    since     timestamptz not null
);

create index merged_by_target on merged (into_id);

-- The last answer of a ticket, as those merged into it will read it.
create table last_answer (
    ticket_id uuid primary key,
    sequence  bigint not null,
    round     int    not null,
    outcome   text   not null,
    text      text   not null,
    reason    text
);

create table common_problem (
    id          uuid primary key,
    district    text        not null,
    version     bigint      not null,
    title       text        not null,
    description text        not null,
    published   boolean     not null,
    -- the committee or office whose problem it is; neither: the district's
    chain       text,
    place       text,
    opened_at   timestamptz not null,
    opened_by   text        not null,
    closed_at   timestamptz,
    outcome     text
);

create index common_problem_by_time on common_problem (district, opened_at desc, id desc);

create table common_problem_ticket (
    problem_id      uuid        not null references common_problem,
    ticket_id       uuid        not null,
    added_at        timestamptz not null,
    -- its enterprise brought it in itself
    joined          boolean     not null,
    -- as long as the problem is open
    open            boolean     not null,
    merge_into      uuid,
    merge_asked_at  timestamptz,
    -- in the order in which they were named
    position        bigint generated always as identity,
    primary key (problem_id, ticket_id)
);

-- A ticket has one cause at a time.
create unique index common_problem_ticket_open on common_problem_ticket (ticket_id) where open;

-- Clusters that somebody looked at and did not take for a common problem.
create table dismissed_proposal (
    id           uuid primary key,
    district     text        not null,
    tickets      uuid[]      not null,
    reason       text        not null,
    dismissed_by text        not null,
    dismissed_at timestamptz not null
);

create index dismissed_proposal_by_time on dismissed_proposal (district, dismissed_at desc);
