-- One row that health checks write, to prove that the database takes writes.
create table health_probe (
  id         int primary key,
  written_at timestamp with time zone not null
);
insert into health_probe (id, written_at) values (1, current_timestamp);
