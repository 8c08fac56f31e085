-- An answer that nobody has confirmed waits for time as well: the calendar says when it is closed.
update ticket set open = true where state = 'ANSWERED' and not open;
comment on column ticket.open is
    'time may still cause something: a clock is running or paused, or an answer waits to be confirmed';
