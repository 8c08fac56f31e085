-- What an enterprise may do by a link in a mail, once.
create table link (
    -- that of the message
    id          uuid primary key,
    district    text        not null,
    ticket_id   uuid        not null,
    number      text        not null,
    account     text        not null,
    commands    text[]      not null,
    -- the ticket's version on which it is decided
    version     bigint      not null,
    title_zh    text        not null,
    text_zh     text        not null,
    title_en    text        not null,
    text_en     text        not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    command     text,
    command_id  uuid unique
);

create index link_by_age on link (expires_at);

-- The secret of a link, as a hash; a mail that had to be sent again has another one.
create table link_secret (
    hash bytea primary key,
    link uuid not null references link on delete cascade
);

create index link_secret_by_link on link_secret (link);

-- What is committed and waits for the broker: commands of accounts that used a link.
create table outgoing (
    position bigint generated always as identity primary key,
    key      text        not null,
    type     text        not null,
    body     text        not null,
    told_at  timestamptz not null
);
