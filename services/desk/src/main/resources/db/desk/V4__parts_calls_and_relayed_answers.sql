-- What assistants are asked to do, open calls with what is claimed, milestones, and answers that reached merged tickets: as
-- JSON, because no list asks for them.
alter table ticket
    add column parts          text not null default '[]',
    add column open_call      text,
    add column milestones     text not null default '[]',
    add column relayed_answer text,
    add column suspended_for  text;

update ticket set parts = (select jsonb_agg(jsonb_build_object('unit', unit))::text from unnest(assistants) as unit)
where cardinality(assistants) > 0;

update ticket t
set open_call = jsonb_strip_nulls(jsonb_build_object(
        'terms', e.body::jsonb -> 'terms', 'until', e.body::jsonb -> 'until',
        'choice', 'FIRST_CLAIM', 'claims', '[]'::jsonb))::text
from (select distinct on (ticket_id) ticket_id, type, body
      from timeline where type in ('call-published', 'dispatched', 'redispatched')
      order by ticket_id, sequence desc) e
where e.ticket_id = t.id and e.type = 'call-published';

update ticket t
set suspended_for = e.reason
from (select distinct on (ticket_id) ticket_id, body::jsonb ->> 'reason' as reason
      from timeline where type = 'suspended' order by ticket_id, sequence desc) e
where e.ticket_id = t.id and t.state = 'SUSPENDED';
