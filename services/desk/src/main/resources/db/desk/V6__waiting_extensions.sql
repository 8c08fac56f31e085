-- Few among all: a list of them must not look through the others.
create index ticket_by_waiting_extension on ticket (district, submitted_at, id) where extension_pending;
