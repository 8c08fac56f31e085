-- From when to when a ticket was in stock, if it was so in one stretch: that is so of nearly all, and of them a stock at many
-- cut-offs reads an index alone. Of those that came back to either (reopened, left out for a time) all stretches are null, and
-- how they stood is read one by one. The bits are those of TicketFact: what is not collected (1, 2, 4, 5), overdue (40), open (41).
alter table ticket
    add column open_from timestamptz,
    -- infinity while it is not known to leave
    add column open_until timestamptz,
    add column overdue_from timestamptz,
    add column overdue_until timestamptz,
    add column several_stays boolean not null default false;

update ticket t
set open_from = s.open_from, open_until = s.open_until, overdue_from = s.overdue_from, overdue_until = s.overdue_until,
    several_stays = s.several
from (
    select build, ticket_id, greatest(max(open_runs), max(overdue_runs)) > 1 as several,
        case when greatest(max(open_runs), max(overdue_runs)) = 1 then min(starts) filter (where open) end as open_from,
        case when greatest(max(open_runs), max(overdue_runs)) = 1 then max(ends) filter (where open) end as open_until,
        case when greatest(max(open_runs), max(overdue_runs)) = 1 then min(starts) filter (where overdue) end as overdue_from,
        case when greatest(max(open_runs), max(overdue_runs)) = 1 then max(ends) filter (where overdue) end as overdue_until
    from (
        select *, count(*) filter (where open and not before_open) over one as open_runs,
            count(*) filter (where overdue and not before_overdue) over one as overdue_runs
        from (
            select *, lag(open, 1, false) over (partition by build, ticket_id order by i) as before_open,
                lag(overdue, 1, false) over (partition by build, ticket_id order by i) as before_overdue
            from (
                select build, ticket_id, i,
                    timestamptz 'epoch' + starts[i] * interval '1 microsecond' as starts,
                    coalesce(timestamptz 'epoch' + starts[i + 1] * interval '1 microsecond', 'infinity') as ends,
                    stood[i] & (1 | 54 | (1::bigint << 41)) = (1 | (1::bigint << 41)) as open,
                    stood[i] & (1 | 54 | (1::bigint << 40)) = (1 | (1::bigint << 40)) as overdue
                from ticket cross join lateral generate_subscripts(starts, 1) as i (i)
            ) as standing
        ) as following
        window one as (partition by build, ticket_id)
    ) as counted
    group by build, ticket_id
) as s
where s.build = t.build and s.ticket_id = t.ticket_id;

create index ticket_open_in_one_stay on ticket (district, open_from, open_until)
    include (chain, place, officer, enterprise, build) where open_from is not null;
create index ticket_overdue_in_one_stay on ticket (district, overdue_from, overdue_until)
    include (chain, place, officer, enterprise, build) where overdue_from is not null;
create index ticket_in_several_stays on ticket (district, received_at) where several_stays;
