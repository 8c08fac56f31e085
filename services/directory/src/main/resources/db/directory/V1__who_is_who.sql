-- Who is who. Every entry has a version that each change raises; rows are never deleted, because tickets name them.

create table directory.district (
    id text primary key,
    name text not null,
    name_en text,
    active boolean not null default true,
    version bigint not null default 1,
    changed_at timestamptz not null,
    changed_by text not null
);

create table directory.unit (
    id text primary key,
    district text not null references directory.district,
    name text not null,
    short_name text,
    kind text not null,
    active boolean not null default true,
    version bigint not null default 1,
    changed_at timestamptz not null,
    changed_by text not null,
    unique (district, name)
);

create table directory.place (
    id text primary key,
    district text not null references directory.district,
    name text not null,
    kind text not null,
    office text references directory.unit,
    active boolean not null default true,
    version bigint not null default 1,
    changed_at timestamptz not null,
    changed_by text not null,
    unique (district, name)
);

create table directory.chain (
    id text primary key,
    district text not null references directory.district,
    name text not null,
    kind text not null,
    committee text references directory.unit,
    -- No foreign key: chains and enterprises name each other; the service checks it.
    lead_enterprise text,
    active boolean not null default true,
    version bigint not null default 1,
    changed_at timestamptz not null,
    changed_by text not null,
    unique (district, name)
);

create table directory.enterprise (
    id text primary key,
    district text not null references directory.district,
    name text not null,
    credit_code text,
    size text,
    chain text references directory.chain,
    place text references directory.place,
    address text,
    active boolean not null default true,
    version bigint not null default 1,
    changed_at timestamptz not null,
    changed_by text not null
);
create unique index enterprise_by_credit_code on directory.enterprise (district, credit_code);
create index enterprise_by_name on directory.enterprise (district, name, id);
create index enterprise_by_chain on directory.enterprise (chain) where chain is not null;
create index enterprise_by_place on directory.enterprise (place) where place is not null;

-- A natural person. Here alone stand names, phones and mail addresses; everything else in the system knows the id.
create table directory.person (
    id text primary key,
    district text not null references directory.district,
    name text not null,
    phone text,
    mail text,
    title text,
    erased_at timestamptz,
    version bigint not null default 1,
    changed_at timestamptz not null,
    changed_by text not null
);
create index person_by_name on directory.person (district, name, id);

-- Whom to ask for at an enterprise.
create table directory.contact (
    enterprise text not null references directory.enterprise,
    person text not null references directory.person,
    first boolean not null default false,
    primary key (enterprise, person)
);
create unique index contact_first on directory.contact (enterprise) where first;
create index contact_by_person on directory.contact (person);

-- What a person may do here. The id is the person's.
create table directory.account (
    id text primary key references directory.person,
    district text not null references directory.district,
    login text not null,
    role text not null,
    unit text references directory.unit,
    enterprise text references directory.enterprise,
    chain text references directory.chain,
    place text references directory.place,
    all_districts boolean not null default false,
    active boolean not null default true,
    tokens_from timestamptz,
    version bigint not null default 1,
    changed_at timestamptz not null,
    changed_by text not null
);
create unique index account_by_login on directory.account (lower(login));
create index account_by_district on directory.account (district, role, id);
create index account_by_unit on directory.account (unit) where unit is not null;
create index account_by_enterprise on directory.account (enterprise) where enterprise is not null;

-- As whom a foreign login service knows the account.
create table directory.foreign_identity (
    issuer text not null,
    claim text not null,
    account text not null references directory.account,
    primary key (issuer, claim)
);
create index foreign_identity_by_account on directory.foreign_identity (account);

-- 助企员 and the enterprises paired with them.
create table directory.looks_after (
    officer text not null references directory.account,
    enterprise text not null references directory.enterprise,
    primary key (officer, enterprise)
);
create index looks_after_by_enterprise on directory.looks_after (enterprise);

-- Who changed what. Personal data is not written here, only which fields changed.
create table directory.change (
    position bigint generated always as identity primary key,
    district text not null,
    kind text not null,
    id text not null,
    version bigint not null,
    changed_at timestamptz not null,
    changed_by text not null,
    fields text[] not null,
    before jsonb,
    after jsonb
);
create index change_by_entry on directory.change (kind, id, position);
create index change_by_district on directory.change (district, position);

-- What still has to be told on the topic; removed once the broker has it.
create table directory.outgoing (
    position bigint generated always as identity primary key,
    key text not null,
    type text not null,
    body text not null,
    told_at timestamptz not null
);

-- Who looked at whose personal data, and why. Written before the data is shown.
create table directory.personal_data_access (
    position bigint generated always as identity primary key,
    district text not null,
    at timestamptz not null,
    account text not null,
    role text not null,
    door text not null,
    reason text,
    ticket uuid,
    persons text[] not null
);
create index personal_data_access_by_district on directory.personal_data_access (district, position);
create index personal_data_access_by_person on directory.personal_data_access using gin (persons);
