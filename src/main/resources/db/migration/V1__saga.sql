-- The saga journal. One row per saga is the lock everybody takes first.

-- What a saga of a type and version looks like: steps in order with their events and queues.
create table saga_definition (
    saga_type  varchar(60)              not null,
    version    integer                  not null,
    hash       varchar(64)              not null,
    content    text                     not null,
    created_at timestamp with time zone not null,
    primary key (saga_type, version)
);

create table saga (
    saga_id             varchar(36)              primary key,
    saga_type           varchar(60)              not null,
    definition_version  integer                  not null,
    partner_id          varchar(100)             not null,
    correlation_id      varchar(128)             not null,
    trace_parent        varchar(55)              not null,
    content_hash        varchar(64)              not null,
    source              varchar(10)              not null, -- REST or QUEUE
    status              varchar(30)              not null,
    current_step        varchar(60),                       -- null when final, or while completing
    failed_step         varchar(60),
    failure_kind        varchar(20),                       -- REFUSED, EXHAUSTED or TIMEOUT
    failure_reason      varchar(1000),
    compensation_by     varchar(20),                       -- refusal, failure, timeout or operator
    compensation_reason varchar(1000),
    compensation_error  varchar(1000),
    log_seq             integer                  not null, -- number of the newest log entry
    open_seq            integer,                           -- log entry announced and not yet received; null when final
    cause_seq           integer                  not null, -- log entry whose handling announced what is open
    waiting             boolean                  not null, -- true while a person is waited for
    created_at          timestamp with time zone not null,
    updated_at          timestamp with time zone not null,
    completed_at        timestamp with time zone,
    due_at              timestamp with time zone,          -- earliest of the three below; null only when final
    deadline_at         timestamp with time zone,          -- the open step fails (or its person is late) after this
    resend_at           timestamp with time zone,          -- the open event is sent again
    retry_at            timestamp with time zone,          -- the open step or undo is tried again
    resends             integer                  not null  -- re-sends of the open event that were really sent
);
create index saga_due on saga (due_at);
create index saga_newest on saga (created_at, saga_id);
create index saga_by_partner on saga (partner_id, created_at);
create index saga_by_status on saga (status, created_at);

create table saga_step (
    saga_id       varchar(36)              not null,
    step_name     varchar(60)              not null,
    position      integer                  not null, -- 1 is the first step
    status        varchar(30)              not null,
    attempts      integer                  not null, -- forward calls whose outcome was recorded
    retry_round   integer                  not null, -- delayed retries used up, forward
    undo_attempts integer                  not null,
    undo_round    integer                  not null,
    undone        boolean,                           -- what the undo announced; null before it
    started_at    timestamp with time zone,          -- the awaited event was announced
    completed_at  timestamp with time zone,          -- the forward work was done
    undone_at     timestamp with time zone,
    result        text,                              -- JSON facts of the outcome, no personal data
    error_message varchar(1000),
    primary key (saga_id, step_name)
);
create index saga_step_open on saga_step (step_name, status);

-- Append-only. Decisions only, no personal data; the body is the CloudEvent exactly as announced.
create table saga_log (
    saga_id     varchar(36)              not null,
    seq         integer                  not null,
    event_id    varchar(36)              not null,
    type        varchar(80)              not null,
    step_name   varchar(60),
    attempt     integer,
    actor       varchar(100)             not null,
    queue       varchar(120),                      -- inbox it was sent to, null for observers only
    announced   boolean                  not null, -- false: a log-only entry
    recorded_at timestamp with time zone not null,
    body        text                     not null,
    primary key (saga_id, seq)
);

-- What is unique across sagas: one owner per kind and key.
create table claim (
    kind      varchar(20)  not null,
    claim_key varchar(512) not null,
    saga_id   varchar(36)  not null,
    primary key (kind, claim_key)
);
create index claim_by_saga on claim (saga_id, kind);

-- With the partners' table the only place of personal data: partner_data of a saga, or the body of
-- a dead letter; erasing a person is a delete here.
create table personal_data (
    subject_id varchar(36) primary key, -- saga id or dead letter id
    content    text        not null
);

create table dead_letter (
    id           varchar(36)              primary key, -- derived from queue and message, so a copy is absorbed
    kind         varchar(30)              not null,
    cause        varchar(1000)            not null,
    errors       text                     not null, -- JSON array of {field, message}
    queue        varchar(200)             not null,
    message_id   varchar(500)             not null, -- the broker's id
    attempts     integer                  not null,
    history      text                     not null, -- JSON array, one entry per round
    saga_id      varchar(36),
    partner_id   varchar(100),
    body_size    bigint                   not null, -- bytes
    body_sha256  varchar(64),
    state        varchar(20)              not null, -- OPEN, REPLAYED or DISCARDED
    received_at  timestamp with time zone not null
);
create index dead_letter_newest on dead_letter (received_at, id);

-- One row: when a sweep last saw database and broker answer. Only healthy time counts for deadlines.
create table sweeper_pulse (
    id            integer                  primary key,
    healthy_at    timestamp with time zone not null,
    healthy_since timestamp with time zone not null -- end of the last outage; older events may be lost
);

-- How far a step's consumers have come: announcement time of the newest event they read.
create table step_progress (
    queue       varchar(120)             primary key,
    reached_at  timestamp with time zone not null,
    recorded_at timestamp with time zone not null
);
