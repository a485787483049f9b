select pg_sleep(0.5);
alter table saga add column later varchar(10);
