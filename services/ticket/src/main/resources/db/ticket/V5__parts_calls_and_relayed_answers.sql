-- The fold of a ticket knows which assistants have signed off, whether an answer was relayed to it while it is merged, and
-- the open call as which it was published. Of all that, only calls can have been before.
update ticket.ticket set snapshot = (snapshot::jsonb || '{"signedOff": [], "answerRelayed": false}')::text;

update ticket.ticket t
set snapshot = (t.snapshot::jsonb || jsonb_build_object('call', jsonb_strip_nulls(jsonb_build_object(
        'until', e.body::jsonb -> 'event' -> 'until', 'choice', 'FIRST_CLAIM', 'offers', '[]'::jsonb,
        'claimed', t.state <> 'OPEN_CALL', 'milestones', 0, 'reached', '[]'::jsonb))))::text
from (select distinct on (ticket_id) ticket_id, type, body
      from ticket.event
      where type in ('zhuqi.ticket.call-published.v1', 'zhuqi.ticket.dispatched.v1', 'zhuqi.ticket.redispatched.v1')
      order by ticket_id, sequence desc) e
where e.ticket_id = t.id and e.type = 'zhuqi.ticket.call-published.v1' and t.state <> 'WITHDRAWN';
