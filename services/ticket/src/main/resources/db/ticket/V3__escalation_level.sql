-- The fold of a ticket knows the level to which it was raised: it is raised above that only.
update ticket.ticket t
set snapshot = (t.snapshot::jsonb || jsonb_build_object('escalation', e.body::jsonb -> 'event' -> 'level'))::text
from (select distinct on (ticket_id) ticket_id, body
      from ticket.event where type = 'zhuqi.ticket.escalated.v1'
      order by ticket_id, sequence desc) e
where e.ticket_id = t.id;
