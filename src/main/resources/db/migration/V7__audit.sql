-- Acts of people, append-only and chained by hash: a changed or missing row breaks the chain.
create table audit (
    seq           bigint                   primary key,
    at            timestamp with time zone not null,
    actor         varchar(100)             not null,
    roles         varchar(200)             not null,
    address       varchar(100)             not null, -- network address of the caller
    act           varchar(60)              not null, -- e.g. compensate, retry, disable
    target        varchar(200)             not null, -- what it was done to
    reason        varchar(500),
    before_state  varchar(200),
    after_state   varchar(200),
    outcome       varchar(60)              not null, -- done or refused
    previous_hash varchar(64)              not null,
    hash          varchar(64)              not null
);
create index audit_by_target on audit (target, seq);

-- The end of the chain: one row, locked last of all by whoever adds an entry.
create table audit_head (
    id   integer     primary key,
    seq  bigint      not null,
    hash varchar(64) not null
);
insert into audit_head (id, seq, hash) values (1, 0, '');
