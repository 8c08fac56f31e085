-- The fold of a ticket knows since when its present lead has it: from then on the time for an objection is counted.
update ticket.ticket t
set snapshot = (t.snapshot::jsonb || jsonb_build_object('leadSince', e.body::jsonb -> 'occurredAt'))::text
from (select distinct on (ticket_id) ticket_id, body
      from ticket.event
      where type in ('zhuqi.ticket.dispatched.v1', 'zhuqi.ticket.redispatched.v1', 'zhuqi.ticket.call-claimed.v1',
                     'zhuqi.ticket.reopened.v1')
      order by ticket_id, sequence desc) e
where e.ticket_id = t.id and t.snapshot::jsonb ->> 'lead' is not null;
