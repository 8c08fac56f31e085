-- Whose committees have the ticket: chain and place of the enterprise when it was submitted.
alter table ticket add column chain text;
alter table ticket add column place text;
