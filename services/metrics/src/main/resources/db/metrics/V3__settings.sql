-- How a district prints its figures; every version is kept.
create table setting (
    district   text        not null,
    version    bigint      not null,
    body       jsonb       not null,
    changed_at timestamptz not null,
    changed_by text        not null,
    primary key (district, version)
);

-- Those that stand open or overdue, whatever came long ago: the stock is counted from these, without reading what ended.
create index ticket_in_stock on ticket (district, standing_from) where facts & 3298534883328 <> 0;
