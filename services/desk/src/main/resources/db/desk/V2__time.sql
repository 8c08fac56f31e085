-- How the time of a ticket stands, out of the clock events. They come on a topic of their own, so they may be here before
-- the ticket is: a row of ticket_clock then waits for it, and where both projections bring a ticket to light at the same
-- time, they meet at this row. Whoever writes both tables takes this one first.

create table ticket_clock (
    ticket_id        uuid primary key,
    -- the number of the last clock event that is in the row; 0: none yet, the ticket came first
    sequence         bigint not null,
    ticket_version   bigint not null default 0,
    policy_version   text,
    calendar_version text,
    -- ClockReading, ToldWarning and PassedDue, as JSON lists
    clocks           text   not null default '[]',
    warnings         text   not null default '[]',
    breaches         text   not null default '[]',
    -- what lists show and sort by; see the same columns of ticket
    due              timestamptz,
    final_due        timestamptz,
    due_stage        text,
    due_stage_zh     text,
    soon_at          timestamptz,
    paused_since     timestamptz,
    unknown_year     bigint,
    extensions       int    not null default 0,
    warning          text,
    clocks_ended     boolean
);

alter table ticket
    -- of the clock of the whole ticket that is due next
    add column due              timestamptz,
    -- of the one that is due last; null while one of them is not known
    add column final_due        timestamptz,
    -- null while no clock of the whole ticket is open
    add column due_stage        text,
    add column due_stage_zh     text,
    add column soon_at          timestamptz,
    add column paused_since     timestamptz,
    add column unknown_year     bigint,
    add column extensions       int,
    -- the highest that was told of a clock that is still open
    add column warning          text,
    -- true: it had clocks, and none is open; null: nothing was counted yet
    add column clocks_ended     boolean,
    add column policy_version   text,
    add column calendar_version text;

-- Nulls stand at the end, in the order of the ids: a list by due date reads first the one part and then the other.
create index ticket_by_due on ticket (district, due, id);
-- Of a million tickets nine in ten are over and have no due date any more: these stay small.
create index ticket_by_due_and_state on ticket (district, state, due, id) where due is not null;
create index ticket_by_due_and_lead on ticket (district, lead, due, id) where due is not null;
-- What a unit may see, of what is not over yet.
create index ticket_by_unit_and_due on ticket using gin (units) where due is not null;
create index ticket_by_warning on ticket (district, warning, due, id) where warning is not null;
-- Next to none, and without this they would be looked for among all that are over.
create index ticket_by_unknown_due on ticket (district, due, id) where due is null and due_stage is not null;
