-- A search asks how ids begin. An index in the database's own sort order cannot answer that, one by characters can,
-- and it finds equal ids as well.
drop index saga_by_partner;
create index saga_by_partner on saga (partner_id varchar_pattern_ops, created_at);
create index saga_by_correlation on saga (correlation_id varchar_pattern_ops);
