-- Who has which ticket open now. Not worth a log entry: after a crash everybody says it again.
create unlogged table presence (
  ticket_id  uuid        not null,
  account    text        not null,
  role       text        not null,
  deciding   boolean     not null,
  since      timestamptz not null,
  seen_at    timestamptz not null,
  primary key (ticket_id, account)
);
