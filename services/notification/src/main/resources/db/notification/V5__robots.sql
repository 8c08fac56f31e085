-- Robots in groups of DingTalk: one of a unit, or one of the district itself.
create table robot (
    district   text        not null,
    -- 'district' or the unit
    audience   text        not null,
    -- address and secret, encrypted: whoever has them can write into the group
    sealed     bytea       not null,
    changed_at timestamptz not null,
    changed_by text        not null,
    primary key (district, audience)
);
