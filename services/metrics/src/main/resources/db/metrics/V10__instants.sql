-- Instants come as numbers: to write each as text and read it again takes longer than all else that is done with a row.
create function instant(micros bigint) returns timestamptz language sql stable
    return timestamptz 'epoch' + micros * interval '1 microsecond';
