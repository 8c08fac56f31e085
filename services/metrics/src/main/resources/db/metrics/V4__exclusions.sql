-- Who asked to leave which ticket out of the figures, and why. Rows are only ever added, here and below.
create table exclusion (
    exclusion   uuid primary key,
    ticket_id   uuid        not null,
    number      text        not null,
    district    text        not null,
    ground      text        not null check (ground in ('TEST', 'OUT_OF_DISTRICT', 'COMMAND_ERROR', 'OTHER')),
    reason      text        not null,
    evidence    text        not null,
    asked_by    text        not null,
    asked_as    text        not null,
    asked_at    timestamptz not null,
    -- of what was asked, so that the same request is known again
    fingerprint text        not null
);

create index exclusion_by_ticket on exclusion (ticket_id);
create index exclusion_by_time on exclusion (district, asked_at, exclusion);

-- What became of it: approved or refused, and revoked after it was approved. None yet: it waits.
create table exclusion_decision (
    exclusion  uuid        not null references exclusion,
    step       smallint    not null check (step in (1, 2)),
    decision   text        not null check (decision in ('APPROVED', 'REFUSED', 'REVOKED')),
    decided_by text        not null,
    decided_as text        not null,
    decided_at timestamptz not null,
    reason     text        not null,
    primary key (exclusion, step),
    check ((step = 2) = (decision = 'REVOKED'))
);

-- From when to when the ticket is left out, for cut-offs; null for all that never was, which costs a count next to nothing.
alter table moment add column excluded tstzmultirange;
alter table clock add column excluded tstzmultirange;
