-- Only healthy time counts for deadlines: time that was not healthy is added up in one row instead of moving every
-- deadline. A saga's row says how much of it was known when its times were written; what came since counts for its
-- deadline too. Rows of the version before count from nothing.
alter table sweeper_pulse add column away_ms bigint default 0 not null;
alter table saga add column away_ms bigint default 0 not null;

-- healthy_at stays for instances of the version before, which look for gaps there and move deadlines row by row. It is
-- not written for a while after a gap, so that they see the gap as well.
alter table sweeper_pulse add column beat_at timestamp with time zone;
alter table sweeper_pulse add column gap_at timestamp with time zone; -- when the last gap was noted

-- Since the database's clock was set back: at this time of it the journal's clock stood there. The journal's runs at
-- half speed until the database's has caught up.
alter table sweeper_pulse add column slow_from timestamp with time zone;
alter table sweeper_pulse add column slow_at timestamp with time zone;
