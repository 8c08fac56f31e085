-- How a ticket stood from which instant on stands beside how it stands last (arrays of the same length, in order of time; instants
-- as microseconds since 1970), so that a cut-off of the past reads no stories: these are wide, and lie elsewhere.
alter table ticket
    add column starts bigint[] not null default '{}',
    -- the facts
    add column stood bigint[] not null default '{}',
    add column units int[] not null default '{}',
    add column items int[] not null default '{}';

update ticket t set starts = s.starts, stood = s.facts, units = s.units, items = s.items
from story s
where s.build = t.build and s.ticket_id = t.ticket_id;

alter table story drop column starts, drop column facts, drop column units, drop column items;

-- Counting reads these indexes and not the rows: what a million tickets take is what their pages take. What is asked of every
-- row before it is read (when it was received, since when it stands so) is part of the key.
create index ticket_to_count on ticket (district, received_at, standing_from)
    include (facts, unit, item, chain, place, officer, enterprise, build);
drop index ticket_by_receipt;

-- The stock is few; that it is, the planner sees of an index that has all it needs.
drop index ticket_in_stock;
create index ticket_in_stock on ticket (district, standing_from)
    include (received_at, facts, unit, item, chain, place, officer, enterprise, build) where facts & 3298534883328 <> 0;

-- A clock of which nothing can change at a later cut-off: from which instant on that is so, what holds then, and when its verdict
-- fell. It is what is worked out for any other cut-off, which goes on for clocks that are not settled yet. The bits are those of
-- ClockFact: judged, late, done, extended.
alter table clock
    add column settled_at timestamptz not null generated always as (
        case when state in ('M', 'L', 'X') and ended_at is not null and excluded is null
            then greatest(received_at, started_at, ended_at, granted_at[cardinality(granted_at)], reclassified_at)
            else 'infinity' end) stored,
    add column settled_facts bigint not null generated always as (
        facts
            | case state when 'M' then 1280 when 'L' then 1792 else 0 end
            | case when granted_at is null then 0 else 4096 end) stored,
    add column judged_at timestamptz generated always as (
        case state when 'M' then ended_at when 'L' then due end) stored;

create index clock_to_count on clock (district, scope, received_at, settled_at) include (settled_facts, unit, item, build);
create index clock_by_verdict on clock (district, scope, judged_at, settled_at)
    include (settled_facts, unit, item, build);
create index clock_by_settling on clock (district, settled_at);
drop index clock_by_receipt;

-- Of a step its kind comes first: few kinds are counted, and of most steps nothing. The bits are MomentFact.KINDS.
create index moment_by_kind on moment (district, (facts & 4194287), at) include (facts, unit, item, build)
    where excluded is null;
create index moment_excluded on moment (district, at) where excluded is not null;
drop index moment_by_time;

-- Indexes alone are read only where nothing changed since the last vacuum. Builds to come get this when they begin to serve.
do $$
declare
    one smallint;
begin
    for one in select build from build where state = 'SERVING' loop
        execute format('alter table ticket_%s set (autovacuum_vacuum_scale_factor = 0.02, '
            'autovacuum_vacuum_insert_scale_factor = 0.02)', one);
        execute format('alter table moment_%s set (autovacuum_vacuum_scale_factor = 0.02, '
            'autovacuum_vacuum_insert_scale_factor = 0.02)', one);
        execute format('alter table clock_%s set (autovacuum_vacuum_scale_factor = 0.02, '
            'autovacuum_vacuum_insert_scale_factor = 0.02)', one);
    end loop;
end $$;
