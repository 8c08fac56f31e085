-- The fold of a ticket knows the chain and the place of its submission: they say whose committees have it.
update ticket.ticket t
set snapshot = (t.snapshot::jsonb || jsonb_strip_nulls(jsonb_build_object(
        'chain', e.body::jsonb -> 'event' -> 'chain', 'place', e.body::jsonb -> 'event' -> 'place')))::text
from ticket.event e
where e.ticket_id = t.id and e.sequence = 1
  and (e.body::jsonb -> 'event' ? 'chain' or e.body::jsonb -> 'event' ? 'place');
