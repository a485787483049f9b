-- How long persons were waited for, the wait that goes on not counted: what the service itself took
-- is the rest.
alter table saga add column waited_ms bigint default 0 not null;
