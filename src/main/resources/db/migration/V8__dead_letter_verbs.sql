-- What operators do with dead letters and with sagas that have ended.

alter table dead_letter add column replayed_at timestamp with time zone;
alter table dead_letter add column replayed_by varchar(100);
alter table dead_letter add column replayed_saga_id varchar(36); -- the saga that went on, or was started
alter table dead_letter add column discarded_at timestamp with time zone;
alter table dead_letter add column discarded_by varchar(100);
alter table dead_letter add column discard_reason varchar(500);
create index dead_letter_by_state on dead_letter (state, received_at, id);

-- The saga whose partner_data this one was started with again.
alter table saga add column restarted_from varchar(36);

-- JSON facts an operator corrected before this step: they count for it and for the steps after it.
alter table saga_step add column corrections text;

-- A frozen selection of dead letters, replayed at a limited rate by whichever instance is free.
create table replay_batch (
    id              varchar(36)              primary key,
    state           varchar(10)              not null, -- RUNNING or DONE
    total           integer                  not null,
    rate_per_second integer                  not null,
    actor           varchar(100)             not null, -- who asked for it, with roles and address
    roles           varchar(200)             not null,
    address         varchar(100)             not null,
    created_at      timestamp with time zone not null,
    next_at         timestamp with time zone not null, -- no letter is replayed before
    finished_at     timestamp with time zone
);
create index replay_batch_due on replay_batch (state, next_at);

create table replay_item (
    batch_id  varchar(36) not null,
    position  integer     not null, -- 1 is replayed first
    letter_id varchar(36) not null,
    state     varchar(10) not null, -- WAITING, OK, FAILED or SKIPPED
    detail    varchar(1000),        -- why it is not OK
    saga_id   varchar(36),          -- the saga that goes on
    ended_at  timestamp with time zone,
    primary key (batch_id, position)
);
create index replay_item_by_state on replay_item (batch_id, state, position);

create index dead_letter_by_saga on dead_letter (saga_id);
