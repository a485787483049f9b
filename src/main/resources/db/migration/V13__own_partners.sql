-- Who had started a removed saga: a client reads a partner only if nobody else has ever onboarded it.
alter table saga_tombstone add column started_by varchar(100);
