-- Messages whose handling did not end though the database answered; the id is that of their dead letter to be.
create table hung_message (
  id varchar(36) primary key,
  hangs integer not null,
  last_at timestamp with time zone not null
);
create index hung_message_by_age on hung_message (last_at);
