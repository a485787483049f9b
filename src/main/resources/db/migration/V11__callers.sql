-- Who started a saga by REST, so that a client may follow its own and no other; null for a dropped start.
alter table saga add column started_by varchar(100);
create index saga_by_starter on saga (started_by, created_at);
