-- A null that nobody asks for has no place in an index: neither the end of a running saga nor the wake of a final one.
drop index saga_ended;
drop index saga_by_end;
drop index saga_by_starter;
drop index saga_to_wake;
create index saga_ended on saga (completed_at, saga_id) where completed_at is not null;
create index saga_by_end on saga (ended_as, created_at) where ended_as is not null;
create index saga_by_starter on saga (started_by, created_at) where started_by is not null;
create index saga_to_wake on saga (wake_at) where wake_at is not null;

-- The row of a step is inserted short and updated with its result, four times as long, and once more when it is undone.
alter table saga_step set (fillfactor = 25);
