-- A list of acts is filtered and reads what it shows: each filter has an index in the order of the list, newest first.
create index audit_newest on audit (at, seq);
create index audit_by_actor on audit (actor, at, seq);
create index audit_by_act on audit (act, at, seq);
create index audit_by_outcome on audit (outcome, at, seq);
create index audit_of_target on audit (target, at, seq);
