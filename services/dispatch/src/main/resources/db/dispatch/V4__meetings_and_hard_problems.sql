-- 协调会. The row is locked by whoever writes the next event of the meeting.
create table meeting (
    meeting     uuid primary key,
    district    text        not null,
    -- the sequence of the last event that is in the row
    version     bigint      not null,
    kind        text        not null,
    status      text        not null,
    starts_at   timestamptz not null,
    title       text        not null,
    tickets     uuid[]      not null,
    units       text[]      not null,
    accounts    text[]      not null,
    enterprises text[]      not null,
    -- of the request that made it: the same key with another content is refused
    fingerprint text        not null,
    -- all of it, as JSON
    body        jsonb       not null
) with (fillfactor = 80);

create index meeting_by_time on meeting (district, starts_at desc, meeting desc);
create index meeting_by_ticket on meeting using gin (tickets);

create table meeting_decision (
    meeting     uuid    not null references meeting,
    number      integer not null,
    district    text    not null,
    ticket      uuid,
    unit        text    not null,
    due         date,
    done        boolean not null,
    -- the command that told the ticket; null where there is no ticket, or nothing is asked of it
    asked       uuid,
    -- the ticket's history has it
    recorded    boolean not null,
    primary key (meeting, number)
);

create index meeting_decision_open on meeting_decision (district, due) where not done;
create index meeting_decision_asked on meeting_decision (asked) where not recorded;

-- Of each district one row, locked by whoever changes what is on its list of hard problems, or begins or ends a round.
create table problem_list (
    district text primary key
);

-- 重难点问题.
create table hard_problem (
    problem     uuid primary key,
    district    text        not null,
    version     bigint      not null,
    status      text        not null,
    listed_at   timestamptz not null,
    title       text        not null,
    difficulty  text        not null,
    lead_unit   text,
    chain       text,
    place       text,
    target_on   date,
    tickets     uuid[]      not null,
    -- for how many rounds in a row nothing moved
    stuck       integer     not null,
    fingerprint text        not null,
    body        jsonb       not null
) with (fillfactor = 80);

create index hard_problem_by_time on hard_problem (district, listed_at desc, problem desc);
create index hard_problem_by_ticket on hard_problem using gin (tickets);

-- 滚筒式破难.
create table review_round (
    round       uuid primary key,
    district    text    not null,
    number      integer not null,
    version     bigint  not null,
    status      text    not null,
    fingerprint text    not null,
    body        jsonb   not null
);

create unique index review_round_by_number on review_round (district, number);
create unique index review_round_one_open on review_round (district) where status = 'OPEN';

-- What each problem got in each round, the last word of the round.
create table hard_review (
    district text    not null,
    round    integer not null,
    problem  uuid    not null references hard_problem,
    result   text    not null,
    primary key (district, round, problem)
);
