-- Files that are to be brought in, as they were read. Their cells hold personal data: they go when the file is applied,
-- thrown away or forgotten.

create table directory.import (
    id uuid primary key,
    district text not null references directory.district,
    kind text not null,
    -- PREVIEW or APPLIED
    state text not null,
    -- the file's header of each column that is understood, by the column's key; JSON
    headers text not null,
    unknown_columns text[] not null,
    created_at timestamptz not null,
    created_by text not null,
    applied_at timestamptz,
    applied_by text
);
create index import_by_district on directory.import (district, created_at);

create table directory.import_row (
    import uuid not null references directory.import on delete cascade,
    -- as the spreadsheet numbers it
    number int not null,
    -- by the column's key; JSON, null once applied
    cells text,
    outcome text not null,
    -- what people know it by: a name, a login
    label text not null,
    -- the entry that it meets and the version that this has; null for a new one
    entry text,
    base text,
    -- JSON
    faults text not null,
    primary key (import, number)
);
create index import_row_by_outcome on directory.import_row (import, outcome, number);
