drop index concurrently if exists saga_later;
create index concurrently saga_later on saga (later, partner_id);
