-- When the open event was put on its queue last: a copy sent again stands behind all that was announced before it was.
alter table saga add column sent_at timestamp with time zone;
