-- What operators do with steps and participants.

-- Whom a WAITING step waits for: REVIEW is a reviewer, SUSPENDED an operator after the last retry.
alter table saga_step add column waiting_for varchar(20);
update saga_step set waiting_for =
    case when exists (select 1 from dead_letter
                      where dead_letter.saga_id = saga_step.saga_id and dead_letter.kind = 'EXHAUSTED')
         then 'SUSPENDED' else 'REVIEW' end
where status = 'WAITING';

-- Participants whose forward work an operator has stopped or let go on; without a row it goes on.
create table participant_switch (
    participant varchar(60)              primary key,
    enabled     boolean                  not null,
    reason      varchar(500),
    changed_by  varchar(100)             not null,
    changed_at  timestamp with time zone not null
);
