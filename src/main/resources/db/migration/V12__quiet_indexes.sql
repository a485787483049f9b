-- An update that changes no indexed column is cheap (on PostgreSQL it writes no index at all). So what changes with every
-- step of a saga has no index, and what has one changes at a saga's beginning and end.

drop index saga_step_open;

alter table saga add column wake_at timestamp with time zone; -- never after due_at; null only when final
alter table saga add column ended_as varchar(30);             -- the status of a final saga
update saga set wake_at = due_at, ended_as = case when due_at is null then status end;
drop index saga_due;
drop index saga_by_status;
create index saga_to_wake on saga (wake_at);
create index saga_by_end on saga (ended_as, created_at);
