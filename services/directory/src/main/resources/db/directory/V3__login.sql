-- How accounts prove who they are. What a person may do stands in directory.account; here stands nothing but proof.

create table directory.credential (
    account text primary key references directory.account,
    password_hash text not null,
    must_change boolean not null,
    changed_at timestamptz not null,
    -- Attempts since the last login that was completed; each is counted before it is looked at.
    failures integer not null default 0,
    locked_until timestamptz,
    -- AES-256-GCM: 12 bytes of nonce, then the ciphertext. The key is not in the database.
    totp_secret bytea,
    totp_confirmed_at timestamptz,
    -- RFC 6238, 5.2: a code is taken once.
    totp_last_step bigint
);

create table directory.recovery_code (
    account text not null references directory.credential on delete cascade,
    -- HMAC-SHA-256 with the key that encrypts the secrets, in hexadecimal.
    hash text not null,
    made_at timestamptz not null,
    used_at timestamptz,
    primary key (account, hash)
);

-- What happened at the login, for the auditor. An attempt under a login that nobody has names no account.
create table directory.login_event (
    position bigint generated always as identity primary key,
    at timestamptz not null,
    account text references directory.account,
    what text not null,
    address text
);
create index login_event_by_account on directory.login_event (account, position);

-- Spring Session's tables under names of ours.
create table directory.login_session (
    primary_id char(36) not null primary key,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create unique index login_session_by_id on directory.login_session (session_id);
create index login_session_by_expiry on directory.login_session (expiry_time);
create index login_session_by_principal on directory.login_session (principal_name);

create table directory.login_session_attributes (
    session_primary_id char(36) not null references directory.login_session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);

-- The columns that Spring's authorization server asks for; the last two are ours.
create table directory.oauth2_authorization (
    id varchar(100) not null primary key,
    registered_client_id varchar(100) not null,
    principal_name varchar(200) not null,
    authorization_grant_type varchar(100) not null,
    authorized_scopes varchar(1000),
    attributes text,
    state varchar(500),
    authorization_code_value text,
    authorization_code_issued_at timestamptz,
    authorization_code_expires_at timestamptz,
    authorization_code_metadata text,
    access_token_value text,
    access_token_issued_at timestamptz,
    access_token_expires_at timestamptz,
    access_token_metadata text,
    access_token_type varchar(100),
    access_token_scopes varchar(1000),
    oidc_id_token_value text,
    oidc_id_token_issued_at timestamptz,
    oidc_id_token_expires_at timestamptz,
    oidc_id_token_metadata text,
    refresh_token_value text,
    refresh_token_issued_at timestamptz,
    refresh_token_expires_at timestamptz,
    refresh_token_metadata text,
    user_code_value text,
    user_code_issued_at timestamptz,
    user_code_expires_at timestamptz,
    user_code_metadata text,
    device_code_value text,
    device_code_issued_at timestamptz,
    device_code_expires_at timestamptz,
    device_code_metadata text,
    -- Raised by every change, so that of two that read the same only one can write.
    generation bigint not null default 0,
    -- The login in which it was granted: it ends with it.
    login_id varchar(40)
);
create index oauth2_authorization_by_principal on directory.oauth2_authorization (principal_name);
create index oauth2_authorization_by_state on directory.oauth2_authorization (state) where state is not null;
-- Tokens are longer than what a B-tree takes.
create index oauth2_authorization_by_code on directory.oauth2_authorization using hash (authorization_code_value);
create index oauth2_authorization_by_access on directory.oauth2_authorization using hash (access_token_value);
create index oauth2_authorization_by_id_token on directory.oauth2_authorization using hash (oidc_id_token_value);
create index oauth2_authorization_by_refresh on directory.oauth2_authorization using hash (refresh_token_value);

create table directory.oauth2_authorization_consent (
    registered_client_id varchar(100) not null,
    principal_name varchar(200) not null,
    authorities varchar(1000) not null,
    primary key (registered_client_id, principal_name)
);

-- Refresh tokens that were exchanged. Whoever shows one again has stolen it, or was stolen from.
create table directory.spent_refresh_token (
    hash bytea primary key,
    authorization_id varchar(100) not null references directory.oauth2_authorization on delete cascade,
    spent_at timestamptz not null
);
create index spent_refresh_token_by_authorization on directory.spent_refresh_token (authorization_id);
