-- How many of a day have which facts, of what hardly changes any more: tickets that are not in stock and clocks that are settled,
-- by the day of their receipt, and steps, by the day on which they happened; those that were ever left out are not in it. A day is
-- one of UTC. So a long period reads days, and one by one only what lies at its ends, is under way, or changed after the cut-off.
create table day (
    build      smallint not null,
    -- T, C or M: tickets, clocks, steps
    population "char"   not null,
    district   int      not null,
    day        date     not null,
    facts      bigint   not null,
    -- the first that nobody had: who writes beside another does so in other rows, and never waits for that other to commit
    writer     smallint not null,
    many       int      not null,
    primary key (build, population, district, day, facts, writer)
) partition by list (build);

-- The builds that are there get theirs, too.
do $$
declare
    one smallint;
begin
    for one in select build from build where to_regclass('story_' || build) is not null loop
        execute format('create table day_%s partition of day for values in (%s) with (fillfactor = 70)', one, one);
    end loop;
end $$;

-- What changed is counted in with the statement that changes it. Policies that are tried (build -1) are counted one by one.
-- Arguments: the population, the time whose day it is, the facts, which rows.
create function count_in_days() returns trigger language plpgsql as $$
declare
    writer int := 0;
begin
    while not pg_try_advisory_xact_lock(hashtext('metrics.day'), writer) loop
        writer := writer + 1;
    end loop;
    execute format(
        'insert into metrics.day as stored (build, population, district, day, facts, writer, many) '
        'select build, %1$L, district, (%2$I at time zone ''UTC'')::date, %3$I, %6$s, sum(n) '
        'from (%5$s) as changed where build > 0 and %4$s '
        'group by 1, 3, 4, 5, build having sum(n) <> 0 order by 1, 3, 4, 5 '
        'on conflict (build, population, district, day, facts, writer) do update set many = stored.many + excluded.many',
        tg_argv[0], tg_argv[1], tg_argv[2], tg_argv[3],
        case tg_op
            when 'INSERT' then 'select *, 1 as n from after'
            when 'DELETE' then 'select *, -1 as n from before'
            else 'select *, 1 as n from after union all select *, -1 as n from before'
        end,
        writer);
    return null;
end $$;

-- In stock is who has one of the bits of ticket_in_stock.
create trigger inserted_in_days after insert on ticket referencing new table as after
    for each statement execute function count_in_days('T', 'received_at', 'facts', 'facts & 3298534883328 = 0');
create trigger updated_in_days after update on ticket referencing old table as before new table as after
    for each statement execute function count_in_days('T', 'received_at', 'facts', 'facts & 3298534883328 = 0');
create trigger deleted_in_days after delete on ticket referencing old table as before
    for each statement execute function count_in_days('T', 'received_at', 'facts', 'facts & 3298534883328 = 0');

create trigger inserted_in_days after insert on clock referencing new table as after
    for each statement execute function count_in_days('C', 'received_at', 'settled_facts', 'settled_at < ''infinity''');
create trigger updated_in_days after update on clock referencing old table as before new table as after
    for each statement execute function count_in_days('C', 'received_at', 'settled_facts', 'settled_at < ''infinity''');
create trigger deleted_in_days after delete on clock referencing old table as before
    for each statement execute function count_in_days('C', 'received_at', 'settled_facts', 'settled_at < ''infinity''');

create trigger inserted_in_days after insert on moment referencing new table as after
    for each statement execute function count_in_days('M', 'at', 'facts', 'excluded is null');
create trigger updated_in_days after update on moment referencing old table as before new table as after
    for each statement execute function count_in_days('M', 'at', 'facts', 'excluded is null');
create trigger deleted_in_days after delete on moment referencing old table as before
    for each statement execute function count_in_days('M', 'at', 'facts', 'excluded is null');

insert into day (build, population, district, day, facts, writer, many)
select build, 'T', district, (received_at at time zone 'UTC')::date, facts, 0, count(*)
from ticket where build > 0 and facts & 3298534883328 = 0 group by 1, 3, 4, 5
union all
select build, 'C', district, (received_at at time zone 'UTC')::date, settled_facts, 0, count(*)
from clock where build > 0 and settled_at < 'infinity' group by 1, 3, 4, 5
union all
select build, 'M', district, (at at time zone 'UTC')::date, facts, 0, count(*)
from moment where build > 0 and excluded is null group by 1, 3, 4, 5;
