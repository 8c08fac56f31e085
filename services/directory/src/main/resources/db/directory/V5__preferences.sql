-- What an account keeps for its pages: saved filters, templates, widths. Nobody else reads it.
create table preference (
  account     text        not null,
  key         text        not null,
  value       text        not null,
  changed_at  timestamptz not null,
  primary key (account, key)
);
