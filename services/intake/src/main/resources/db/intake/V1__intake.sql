-- Files that were uploaded. The content lies in the storage, under its checksum; several rows may have the same.
create table attachment (
    -- not to be guessed
    id         text primary key,
    district   text        not null,
    uploader   text        not null,
    -- the uploader's, where it has one
    enterprise text,
    unit       text,
    name       text        not null,
    media_type text        not null,
    -- in bytes, of what is stored
    size       bigint      not null,
    sha256     text        not null,
    created_at timestamptz not null,
    -- when a command first named it; null: the janitor removes it after a while
    claimed_at timestamptz
);
create index attachment_by_content on attachment (sha256);
create index attachment_unclaimed on attachment (created_at, id) where claimed_at is null;
create index attachment_unclaimed_by on attachment (district, uploader, created_at) where claimed_at is null;

-- Content that may lie in the storage without a row: being uploaded, left behind by a crash, or no longer wanted.
create table stray (
    sha256 text primary key,
    since  timestamptz not null
);
create index stray_by_age on stray (since);

-- Who may see which ticket.
create table ticket_access (
    ticket_id  uuid primary key,
    -- the sequence of the last event that is counted in
    version    bigint not null,
    district   text   not null,
    enterprise text   not null,
    filed_by   text   not null,
    chain      text,
    place      text,
    -- every unit that ever led
    leads      text[] not null,
    assistants text[] not null,
    state      text   not null
) with (fillfactor = 80);

-- Which attachment stands in which event of which ticket.
create table attachment_use (
    attachment_id text    not null,
    ticket_id     uuid    not null,
    sequence      bigint  not null,
    -- for the administration alone
    internal      boolean not null,
    primary key (attachment_id, ticket_id, sequence)
);
