-- Secret addresses under which calendar programs find the meetings of a person. The address is not kept.
create table meeting_feed (
    id          uuid primary key,
    -- SHA-256
    secret_hash bytea       not null unique,
    district    text        not null,
    account     text        not null,
    -- for whom the account acted when it subscribed; where there is a directory, that is asked instead
    role        text        not null,
    unit        text,
    enterprise  text,
    looks_after text[]      not null,
    created_at  timestamptz not null
);
create index meeting_feed_by_account on meeting_feed (district, account);
