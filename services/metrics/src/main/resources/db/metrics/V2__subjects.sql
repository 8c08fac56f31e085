-- All that is known of what dispatch looks after beside tickets.
create table subject (
    build      smallint not null,
    subject_id uuid     not null,
    kind       text     not null,
    version    bigint   not null,
    -- the folded history, as JSON
    told       text     not null,
    primary key (build, subject_id)
) partition by list (build);

-- How each of these, or a part of it, stands: from the one instant on, until before the other.
create table subject_standing (
    build       smallint    not null,
    subject_id  uuid        not null,
    population  text        not null,
    -- which of the subject's it is, where several of one are counted
    part        text        not null,
    starts      timestamptz not null,
    ends        timestamptz not null,
    district    int         not null,
    unit        int,
    chain       int,
    place       int,
    officer     int,
    enterprise  int,
    received_at timestamptz not null,
    happened_at timestamptz not null,
    facts       bigint      not null,
    title       text,
    tickets     uuid[]      not null,
    primary key (build, subject_id, population, part, starts)
) partition by list (build);

create index subject_standing_by_receipt on subject_standing (district, population, received_at);
create index subject_standing_by_time on subject_standing (district, population, happened_at);

-- The builds that are there get theirs, too.
do $$
declare
    one smallint;
begin
    for one in select build from build where to_regclass('story_' || build) is not null loop
        execute format('create table subject_%s partition of subject for values in (%s) with (fillfactor = 70)', one, one);
        execute format('create table subject_standing_%s partition of subject_standing for values in (%s)', one, one);
    end loop;
end $$;
