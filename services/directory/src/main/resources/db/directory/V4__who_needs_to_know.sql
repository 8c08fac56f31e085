-- Who has which ticket, out of its events: a handler may reach the people of an enterprise while working on its ticket.
create table ticket_access (
    ticket_id  uuid primary key,
    version    bigint not null,
    district   text   not null,
    enterprise text   not null,
    filed_by   text   not null,
    chain      text,
    place      text,
    leads      text[] not null,
    assistants text[] not null,
    state      text   not null
) with (fillfactor = 80);
