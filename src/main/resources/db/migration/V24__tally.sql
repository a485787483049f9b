-- How many sagas began and ended, by minute and by hour. Removed sagas stay counted. A rate over time needs no row of a saga.
create table tally (
    span      varchar(6)  not null, -- MINUTE or HOUR
    from_s    bigint      not null, -- begin of the span, in seconds since 1970
    saga_type varchar(60) not null,
    what      varchar(30) not null, -- STARTED, or the status of sagas that ended
    sagas     bigint      not null,
    primary key (span, from_s, saga_type, what)
);

-- Younger sagas are not in the tally yet. One instance at a time moves them there, under this row's lock.
create table tally_mark (
    id         integer                  primary key,
    counted_to timestamp with time zone not null
);
