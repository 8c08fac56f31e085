-- Which builds of the facts there are. Exactly one serves; a build that catches up beside it takes its place.
create table build (
    build      smallint generated always as identity primary key,
    state      text        not null check (state in ('BUILDING', 'SERVING', 'RETIRED')),
    begun_at   timestamptz not null,
    served_at  timestamptz,
    retired_at timestamptz,
    -- who asked for it; null for the first
    account    text
);

create unique index build_of_a_kind on build (state) where state <> 'RETIRED';

-- Short numbers for the ids by which facts are grouped. Never changed, shared by all builds.
create table name (
    id   int generated always as identity primary key,
    text text not null unique
);

-- All that is known of a ticket, and how it stood from which instant on (arrays of the same length, in order of time;
-- instants as microseconds since 1970).
create table story (
    build         smallint not null,
    ticket_id     uuid     not null,
    number        text     not null,
    version       bigint   not null,
    clock_version bigint   not null,
    starts        bigint[] not null,
    facts         bigint[] not null,
    units         int[]    not null,
    items         int[]    not null,
    -- the folded history, as JSON
    told          text     not null,
    primary key (build, ticket_id)
) partition by list (build);

-- How a ticket stands last, narrow, for counting. For a cut-off before standing_from its story says how it stood.
create table ticket (
    build         smallint not null,
    ticket_id     uuid     not null,
    district      int      not null,
    unit          int,
    item          int      not null,
    chain         int,
    place         int,
    officer       int,
    enterprise    int      not null,
    received_at   timestamptz not null,
    standing_from timestamptz not null,
    facts         bigint   not null,
    dispatched_at timestamptz,
    accepted_at   timestamptz,
    answered_at   timestamptz,
    closed_at     timestamptz,
    primary key (build, ticket_id)
) partition by list (build);

create index ticket_by_receipt on ticket (district, received_at);
-- What changes after an instant, for the standing at it.
create index ticket_by_last_change on ticket (district, standing_from);

-- Each step of a ticket that is counted as such.
create table moment (
    build       smallint not null,
    ticket_id   uuid     not null,
    sequence    bigint   not null,
    district    int      not null,
    unit        int,
    item        int      not null,
    chain       int,
    place       int,
    officer     int,
    enterprise  int      not null,
    received_at timestamptz not null,
    at          timestamptz not null,
    facts       bigint   not null,
    origin      text,
    primary key (build, ticket_id, sequence)
) partition by list (build);

create index moment_by_time on moment (district, at);
create index moment_by_receipt on moment (district, received_at);

-- Each clock of a ticket, as it was told last.
create table clock (
    build       smallint not null,
    ticket_id   uuid     not null,
    clock       int      not null,
    district    int      not null,
    unit        int,
    item        int      not null,
    chain       int,
    place       int,
    officer     int,
    enterprise  int      not null,
    stage       int      not null,
    scope       smallint not null,
    round       smallint not null,
    -- MET, LATE or RELEASED, R for one that runs, P for one that stands still
    state       "char"   not null,
    extensions  smallint not null,
    received_at timestamptz not null,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    due         timestamptz,
    -- the extensions in order: when each was granted, and the due date that counted until then. Null: none
    due_before  timestamptz[],
    granted_at  timestamptz[],
    paused_at   timestamptz,
    -- since when the ticket is of this item; null: since it was received. Before, its story says of which it was
    reclassified_at timestamptz,
    -- the facts that hold at any cut-off
    facts       bigint   not null,
    -- seconds that ran and that stood still, once it ended
    counted     int,
    stood_still int,
    primary key (build, ticket_id, clock)
) partition by list (build);

create index clock_by_receipt on clock (district, scope, received_at);
create index clock_by_end on clock (district, scope, ended_at);

-- The first build.
insert into build (state, begun_at, served_at) values ('SERVING', now(), now());
create table story_1 partition of story for values in (1) with (fillfactor = 70);
create table ticket_1 partition of ticket for values in (1) with (fillfactor = 80);
create table moment_1 partition of moment for values in (1);
create table clock_1 partition of clock for values in (1) with (fillfactor = 70);
