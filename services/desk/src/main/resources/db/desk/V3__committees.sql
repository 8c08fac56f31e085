-- A chain's committee and a town's office list their own: in a large district those are few among many.
create index ticket_by_chain on ticket (district, chain, submitted_at, id) where chain is not null;
create index ticket_by_place on ticket (district, place, submitted_at, id) where place is not null;
create index ticket_by_chain_and_due on ticket (district, chain, due, id) where chain is not null and due is not null;
create index ticket_by_place_and_due on ticket (district, place, due, id) where place is not null and due is not null;
