-- How long things are kept: what is left of a removed saga, and of an erased partner.

-- A saga that was archived and removed: answers a repeated start and absorbs late events, for ever.
create table saga_tombstone (
    saga_id        varchar(36)              primary key,
    partner_id     varchar(100)             not null,
    correlation_id varchar(128)             not null,
    content_hash   varchar(120)             not null,
    status         varchar(30)              not null, -- the one it ended with
    created_at     timestamp with time zone not null,
    completed_at   timestamp with time zone not null,
    removed_at     timestamp with time zone not null,
    archive        varchar(255)             not null  -- name of the file it was moved to
);
create index saga_tombstone_by_partner on saga_tombstone (partner_id, created_at);

create index saga_ended on saga (completed_at, saga_id);
create index dead_letter_by_replayed_saga on dead_letter (replayed_saga_id);
create index replay_item_by_saga on replay_item (saga_id);

-- 64 hex digits, or what is left of them after erasing: salted and slow to guess.
alter table saga alter column content_hash set data type varchar(120);

-- When an operator erased what the partner had said of itself; null if it stands.
alter table partner add column erased_at timestamp with time zone;
