-- The lists of a morning that were made; the row is the promise that nobody else makes them.
create table list_made (
    district text        not null,
    day      date        not null,
    made_at  timestamptz not null,
    primary key (district, day)
);
