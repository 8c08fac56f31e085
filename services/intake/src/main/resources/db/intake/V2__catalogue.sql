-- The menu: its items as they are now.
create table catalogue_item (
    district   text        not null,
    item       text        not null,
    version    bigint      not null,
    -- the whole entry, as everybody is told it
    body       text        not null,
    changed_at timestamptz not null,
    changed_by text        not null,
    primary key (district, item)
);

-- Every version that an item ever had, the present one among them: tickets name the one whose form was filled in.
create table catalogue_version (
    district   text        not null,
    item       text        not null,
    version    bigint      not null,
    body       text        not null,
    changed_at timestamptz not null,
    changed_by text        not null,
    primary key (district, item, version)
);

-- What is committed and waits for the broker.
create table outgoing (
    position bigint generated always as identity primary key,
    key      text        not null,
    type     text        not null,
    body     text        not null,
    told_at  timestamptz not null
);
