-- With what networks are made unreadable, one key a day. With the key, two days later, goes every way to try addresses.
create table origin_key (
    -- the local day
    day date  primary key,
    -- random
    key bytea not null
);
