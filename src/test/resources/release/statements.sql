delete from claim where kind = ? and claim_key = any(?) and saga_id = any(?)
delete from claim where kind = ? and saga_id = any(?)
delete from dead_letter where (saga_id = any(?) or saga_id is null and replayed_saga_id = any(?))
delete from personal_data where subject_id = any(?)
delete from personal_data where subject_id in (select id from dead_letter where (saga_id = any(?) or saga_id is null and replayed_saga_id = any(?)))
delete from replay_batch where id = any(?)
delete from replay_item where batch_id = any(?)
delete from saga where saga_id = any(?)
delete from saga_log where saga_id = any(?)
delete from saga_step where saga_id = any(?)
insert into audit (seq, at, actor, roles, address, act, target, reason, before_state, after_state, outcome, previous_hash, hash) values (?,?,?,?,?,?,?,?,?,?,?,?,?)
insert into campaign_permission (permission_id, partner_id, saga_id, contract_type, state, max_monthly_budget, max_daily_budget, max_active_campaigns, types, currency, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
insert into campaign_permission_history (permission_id, saga_id, from_state, to_state, reason, changed_at) values (?, ?, ?, ?, ?, ?)
insert into claim (kind, claim_key, saga_id) values (?, ?, ?) on conflict do nothing
insert into contract (contract_id, partner_id, saga_id, contract_type, commission_rate, valid_from, valid_to, state, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
insert into contract_history (contract_id, saga_id, from_state, to_state, reason, changed_at) values (?, ?, ?, ?, ?, ?)
insert into dead_letter (id, kind, cause, errors, queue, message_id, attempts, history, saga_id, partner_id, body_size, body_sha256, state, received_at) values (?,?,?,?,?,?,?,?,?,?,?,?,'OPEN',?) on conflict do nothing
insert into document_entry (package_id, position, document_type, state, saga_id, format, size_bytes, expires_on, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
insert into document_history (package_id, entry, saga_id, from_state, to_state, reason, changed_at) values (?, ?, ?, ?, ?, ?, ?)
insert into document_package (package_id, partner_id, saga_id, level, state, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)
insert into participant_switch (enabled, reason, changed_by, changed_at, participant) values (?, ?, ?, ?, ?) on conflict do nothing
insert into partner (nombre, email, email_key, telefono, direccion, ciudad, pais, tipo_partner, state, saga_id, onboarding_undone, updated_at, created_at, partner_id) values (?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVO', ?, false, ?, ?, ?)
insert into partner_history (partner_id, saga_id, from_state, to_state, reason, changed_at) values (?, ?, ?, ?, ?, ?)
insert into personal_data (subject_id, content) values (?, ?) on conflict do nothing
insert into recruitment_setup (setup_id, partner_id, saga_id, contract_type, state, max_active_jobs, categories, features, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
insert into recruitment_setup_history (setup_id, saga_id, from_state, to_state, reason, changed_at) values (?, ?, ?, ?, ?, ?)
insert into replay_batch (id, state, total, rate_per_second, actor, roles, address, created_at, next_at, finished_at) values (?,?,?,?,?,?,?,?,?,?)
insert into replay_item (batch_id, position, letter_id, state) select cast(? as varchar), row_number() over (order by received_at, id), id, 'WAITING' from dead_letter where 1 = 1 and state = ? order by received_at, id limit ?
insert into replay_item (batch_id, position, letter_id, state) values (?,?,?,'WAITING')
insert into saga (saga_id, saga_type, definition_version, partner_id, correlation_id, trace_parent, content_hash, source, created_at, started_by, status, current_step, failed_step, failure_kind, failure_reason, compensation_by, compensation_reason, compensation_error, log_seq, open_seq, cause_seq, waiting, waited_ms, updated_at, completed_at, ended_as, wake_at, due_at, deadline_at, resend_at, retry_at, resends, sent_at ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? )
insert into saga_definition (saga_type, version, hash, content, created_at) select ?, coalesce(max(version), 0) + 1, ?, ?, ? from saga_definition where saga_type = ? on conflict do nothing
insert into saga_log (saga_id, seq, event_id, type, step_name, attempt, actor, queue, announced, recorded_at, body) values (?,?,?,?,?,?,?,?,?,?,?)
insert into saga_step (status, attempts, retry_round, undo_attempts, undo_round, undone, started_at, completed_at, undone_at, result, error_message, corrections, waiting_for, saga_id, step_name, position) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
insert into saga_tombstone (saga_id, partner_id, correlation_id, content_hash, status, created_at, completed_at, removed_at, archive, started_by) select saga_id, partner_id, correlation_id, content_hash, status, created_at, completed_at, cast(? as timestamp with time zone), '', started_by from saga where saga_id = any(?)
insert into step_progress (queue, reached_at, recorded_at) values (?, ?, ?) on conflict do nothing
insert into sweeper_pulse (id, healthy_at, healthy_since) values (1, ?, ?) on conflict do nothing
select claim_key, saga_id from claim where kind = ? and claim_key = any(?)
select coalesce(saga_id, replayed_saga_id) as owner, t.* from dead_letter t where (saga_id = any(?) or saga_id is null and replayed_saga_id = any(?)) order by received_at, id
select completed_at, saga_id from saga where completed_at < ? and status in ('COMPLETED', 'COMPENSATED', 'FAILED') and not exists (select 1 from dead_letter l where l.saga_id = saga.saga_id and l.state = 'OPEN') and not exists (select 1 from saga older where older.partner_id = saga.partner_id and older.created_at < saga.created_at) and completed_at >= ? and (completed_at > ? or saga_id > ?) order by completed_at, saga_id limit ?
select content from personal_data where subject_id = ?
select content from saga_definition where saga_type = ? and version = ?
select contract_id, partner_id, saga_id, contract_type, commission_rate, valid_from, valid_to, state from contract where partner_id = ? order by case when state in ('DRAFT', 'SIGNED', 'ACTIVE') then 0 else 1 end, created_at desc, contract_id limit 1
select contract_id, partner_id, saga_id, contract_type, commission_rate, valid_from, valid_to, state from contract where saga_id = any(?) order by contract_id for update
select count(*) > 0 and count(*) = count(case when started_by = ? then 1 end) from (select started_by from saga where partner_id = ? union all select started_by from saga_tombstone where partner_id = ?) every
select count(*) from (select 1 from saga where wake_at is not null and not waiting limit ?) running
select count(*) from dead_letter where 1 = 1 and state = ?
select count(*) from dead_letter where state = 'OPEN'
select current_timestamp
select distinct definition_version from saga where saga_type = ? and wake_at is not null and definition_version <> ?
select entry, from_state, to_state, saga_id, reason, changed_at from document_history where package_id = ? order by id
select from_state, to_state, saga_id, reason, changed_at from campaign_permission_history where permission_id = ? order by id
select from_state, to_state, saga_id, reason, changed_at from contract_history where contract_id = ? order by id
select from_state, to_state, saga_id, reason, changed_at from partner_history where partner_id = ? order by id
select from_state, to_state, saga_id, reason, changed_at from recruitment_setup_history where setup_id = ? order by id
select healthy_at, healthy_since from sweeper_pulse where id = 1 for update
select id from dead_letter where id = ? for update
select id from dead_letter where id = any(?) order by id for update
select id from dead_letter where partner_id = ? or saga_id in (select saga_id from saga where partner_id = ? union all select saga_id from saga_tombstone where partner_id = ?) or replayed_saga_id in (select saga_id from saga where partner_id = ? union all select saga_id from saga_tombstone where partner_id = ?)
select id from dead_letter where saga_id = ? and queue = ? and kind = 'EXHAUSTED' and state = 'OPEN' order by id for update
select id from replay_batch where state = 'DONE' and finished_at < ? order by finished_at, id limit 1 for update skip locked
select id, kind, cause, errors, queue, attempts, saga_id, partner_id, received_at, state, message_id, history, body_size, body_sha256, replayed_at, replayed_by, replayed_saga_id, discarded_at, discarded_by, discard_reason, (select content from personal_data where subject_id = dead_letter.id) as body from dead_letter where id = ?
select id, kind, queue, state, saga_id, body_size, (select content from personal_data where subject_id = dead_letter.id) as body from dead_letter where id = ?
select id, rate_per_second, actor, roles, address, next_at from replay_batch where state = 'RUNNING' and next_at <= ? order by next_at limit 1 for update skip locked
select l.id from dead_letter l join personal_data d on d.subject_id = l.id where l.state = 'DISCARDED' and l.saga_id is null and l.discarded_at < ? order by l.id limit ?
select l.id, d.content from dead_letter l join personal_data d on d.subject_id = l.id where l.saga_id is null and position(? in lower(d.content)) > 0
select l.saga_id, l.seq, l.event_id, l.type, l.step_name, l.attempt, l.actor, l.queue, l.announced, l.recorded_at, s.correlation_id, l.body from saga_log l join saga s on s.saga_id = l.saga_id where l.saga_id = ? order by l.seq
select l.saga_id, l.seq, l.event_id, l.type, l.step_name, l.attempt, l.actor, l.queue, l.announced, l.recorded_at, s.correlation_id, l.body from saga_log l join saga s on s.saga_id = l.saga_id where l.saga_id = any(?) and l.seq > s.cause_seq and l.announced order by l.saga_id, l.seq
select min(next_at) from replay_batch where state = 'RUNNING'
select min(wake_at) from saga where wake_at is not null
select package_id, partner_id, saga_id, level, state from document_package where partner_id = ? order by created_at desc, package_id limit 1
select package_id, partner_id, saga_id, level, state from document_package where saga_id = any(?) order by package_id for update
select package_id, position, document_type, state, saga_id, format, size_bytes, expires_on from document_entry where package_id = any(?) order by package_id, position
select participant from participant_switch where not enabled
select participant, enabled, reason, changed_by, changed_at from participant_switch
select partner_id from saga where saga_id = ? union all select partner_id from saga_tombstone where saga_id = ? limit 1
select partner_id, state, saga_id, email_key, onboarding_undone from partner where email_key = any(?) and not onboarding_undone and state in ('ACTIVO', 'VALIDADO', 'SUSPENDIDO') order by updated_at, partner_id
select partner_id, state, saga_id, email_key, onboarding_undone from partner where partner_id = any(?) order by partner_id for update
select partner_id, state, saga_id, email_key, onboarding_undone, nombre, email, telefono, direccion, ciudad, pais, tipo_partner, created_at, updated_at, erased_at from partner where partner_id = ?
select permission_id, partner_id, saga_id, contract_type, state, max_monthly_budget, max_daily_budget, max_active_campaigns, types, currency from campaign_permission where partner_id = ? order by created_at desc, permission_id limit 1
select permission_id, partner_id, saga_id, contract_type, state, max_monthly_budget, max_daily_budget, max_active_campaigns, types, currency from campaign_permission where saga_id = any(?) order by permission_id for update
select position, letter_id from replay_item where batch_id = ? and state = 'WAITING' order by position limit ?
select queue from step_progress where queue = ? for update
select reached_at from step_progress where queue = ? and recorded_at > ?
select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source, s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason, s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends, s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at, s.resend_at, s.retry_at, s.restarted_from, s.started_by , t.step_name, t.status as step_status, t.attempts, t.undo_attempts, t.undone, t.started_at, t.completed_at as step_completed_at, t.undone_at, t.result, t.error_message, t.waiting_for from saga s left join saga_step t on t.saga_id = s.saga_id where s.saga_id = coalesce( (select saga_id from saga where saga_id = ?), (select saga_id from saga where partner_id = ? order by created_at desc, saga_id desc limit 1))
select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source, s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason, s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends, s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at, s.resend_at, s.retry_at, s.restarted_from, s.started_by from saga s where 1 = 1 and (s.partner_id like ? escape '!' or s.correlation_id like ? escape '!' or s.saga_id between ? and ?) order by s.created_at desc, s.saga_id desc limit 51
select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source, s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason, s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends, s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at, s.resend_at, s.retry_at, s.restarted_from, s.started_by from saga s where 1 = 1 and (s.partner_id like ? escape '!' or s.correlation_id like ? escape '!') and s.created_at <= ? and (s.created_at < ? or s.saga_id < ?) order by s.created_at desc, s.saga_id desc limit 3
select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source, s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason, s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends, s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at, s.resend_at, s.retry_at, s.restarted_from, s.started_by from saga s where 1 = 1 and (s.partner_id like ? escape '!' or s.correlation_id like ? escape '!') order by s.created_at desc, s.saga_id desc limit 3
select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source, s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason, s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends, s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at, s.resend_at, s.retry_at, s.restarted_from, s.started_by from saga s where 1 = 1 and (s.partner_id like ? escape '!' or s.correlation_id like ? escape '!') order by s.created_at desc, s.saga_id desc limit 51
select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source, s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason, s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends, s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at, s.resend_at, s.retry_at, s.restarted_from, s.started_by from saga s where 1 = 1 and s.created_at >= ? and s.created_at < ? order by s.created_at desc, s.saga_id desc limit 51
select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source, s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason, s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends, s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at, s.resend_at, s.retry_at, s.restarted_from, s.started_by from saga s where 1 = 1 and s.created_at >= ? order by s.created_at desc, s.saga_id desc limit 51
select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source, s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason, s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends, s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at, s.resend_at, s.retry_at, s.restarted_from, s.started_by from saga s where 1 = 1 and s.current_step = ? order by s.created_at desc, s.saga_id desc limit 51
select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source, s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason, s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends, s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at, s.resend_at, s.retry_at, s.restarted_from, s.started_by from saga s where 1 = 1 and s.ended_as = ? order by s.created_at desc, s.saga_id desc limit 51
select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source, s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason, s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends, s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at, s.resend_at, s.retry_at, s.restarted_from, s.started_by from saga s where 1 = 1 and s.partner_id = ? order by s.created_at desc, s.saga_id desc limit 51
select saga_id as owner, t.* from replay_item t where saga_id = any(?) order by batch_id, position
select saga_id as owner, t.* from saga t where saga_id = any(?)
select saga_id as owner, t.* from saga_log t where saga_id = any(?) order by saga_id, seq
select saga_id as owner, t.* from saga_step t where saga_id = any(?) order by position
select saga_id from saga where completed_at < ? and status in ('COMPLETED', 'COMPENSATED', 'FAILED') and not exists (select 1 from dead_letter l where l.saga_id = saga.saga_id and l.state = 'OPEN') and not exists (select 1 from saga older where older.partner_id = saga.partner_id and older.created_at < saga.created_at) and saga_id = any(?) order by saga_id for update skip locked
select saga_id from saga where partner_id = ? union all select saga_id from saga_tombstone where partner_id = ?
select saga_id from saga where saga_id = ? or partner_id = ? order by case when saga_id = ? then 0 else 1 end, created_at desc, saga_id desc limit 1
select saga_id from saga where saga_id = coalesce( (select saga_id from saga where saga_id = ?), (select saga_id from saga where partner_id = ? order by created_at desc, saga_id desc limit 1))
select saga_id from saga where wake_at <= ? order by wake_at limit ?
select saga_id from saga where wake_at is not null order by saga_id for update
select saga_id from saga_tombstone where saga_id = any(?)
select saga_id, content_hash from saga where partner_id = ? order by saga_id
select saga_id, content_hash from saga_tombstone where partner_id = ? order by saga_id
select saga_id, partner_id, correlation_id, content_hash, created_at from saga_tombstone where saga_id = any(?)
select saga_id, saga_type, definition_version, partner_id, correlation_id, trace_parent, content_hash, source, created_at, started_by, status, current_step, failed_step, failure_kind, failure_reason, compensation_by, compensation_reason, compensation_error, log_seq, open_seq, cause_seq, waiting, waited_ms, updated_at, completed_at, ended_as, wake_at, due_at, deadline_at, resend_at, retry_at, resends, sent_at from saga where saga_id = any(?)
select saga_id, saga_type, definition_version, partner_id, correlation_id, trace_parent, content_hash, source, created_at, started_by, status, current_step, failed_step, failure_kind, failure_reason, compensation_by, compensation_reason, compensation_error, log_seq, open_seq, cause_seq, waiting, waited_ms, updated_at, completed_at, ended_as, wake_at, due_at, deadline_at, resend_at, retry_at, resends, sent_at from saga where saga_id = any(?) and wake_at <= ? order by saga_id for update skip locked
select saga_id, saga_type, definition_version, partner_id, correlation_id, trace_parent, content_hash, source, created_at, started_by, status, current_step, failed_step, failure_kind, failure_reason, compensation_by, compensation_reason, compensation_error, log_seq, open_seq, cause_seq, waiting, waited_ms, updated_at, completed_at, ended_as, wake_at, due_at, deadline_at, resend_at, retry_at, resends, sent_at from saga where saga_id = any(?) order by saga_id for update
select saga_id, status from saga where partner_id = ? order by saga_id for update
select saga_id, status, completed_at, archive from saga_tombstone where saga_id = ? or partner_id = ? order by case when saga_id = ? then 0 else 1 end, created_at desc, saga_id desc limit 1
select saga_id, step_name, position, status, attempts, retry_round, undo_attempts, undo_round, undone, started_at, completed_at, undone_at, result, error_message, corrections, waiting_for from saga_step where saga_id = any(?) order by saga_id, position
select saga_type, status, count(*) as sagas, min(created_at) as oldest, min(due_at) as longest_due, count(compensation_error) as stuck from saga where wake_at is not null group by saga_type, status
select seq, at, actor, roles, address, act, target, reason, before_state, after_state, outcome, previous_hash, hash from audit where seq < ? order by seq desc limit ?
select seq, at, actor, roles, address, act, target, reason, before_state, after_state, outcome, previous_hash, hash from audit where seq >= ? and seq <= ? order by seq limit ?
select seq, hash from audit_head where id = 1
select seq, hash from audit_head where id = 1 for update
select seq, step_name, attempt, actor, body from saga_log where saga_id = ? order by seq
select setup_id, partner_id, saga_id, contract_type, state, max_active_jobs, categories, features from recruitment_setup where partner_id = ? order by created_at desc, setup_id limit 1
select setup_id, partner_id, saga_id, contract_type, state, max_active_jobs, categories, features from recruitment_setup where saga_id = any(?) order by setup_id for update
select subject_id, content from personal_data where subject_id = any(?)
select version from saga_definition where saga_type = ? and hash = ? order by version desc
update audit_head set seq = ?, hash = ? where id = 1
update campaign_permission set state = ?, max_monthly_budget = ?, max_daily_budget = ?, max_active_campaigns = ?, updated_at = ? where permission_id = ?
update claim set saga_id = ? where kind = ? and claim_key = ?
update contract set state = ?, updated_at = ? where contract_id = any(?)
update dead_letter set body_sha256 = null where id = any(?)
update dead_letter set body_sha256 = null where id = any(?) and body_sha256 is not null
update dead_letter set state = 'DISCARDED', discarded_at = ?, discarded_by = ?, discard_reason = ? where id = ?
update dead_letter set state = 'REPLAYED', replayed_at = ?, replayed_by = ?, replayed_saga_id = ? where id = ?
update document_entry set state = ?, updated_at = ? where package_id = any(?) and state = ?
update document_package set state = ?, updated_at = ? where package_id = any(?)
update participant_switch set enabled = ?, reason = ?, changed_by = ?, changed_at = ? where participant = ?
update partner set nombre = '', email = '', email_key = 'erased ' || partner_id, telefono = '', direccion = null, ciudad = null, pais = null, erased_at = ?, updated_at = ? where partner_id = ?
update partner set nombre = ?, email = ?, email_key = ?, telefono = ?, direccion = ?, ciudad = ?, pais = ?, tipo_partner = ?, state = 'ACTIVO', saga_id = ?, onboarding_undone = false, erased_at = null, updated_at = ? where partner_id = ?
update partner set state = ?, onboarding_undone = ?, updated_at = ? where partner_id = ?
update recruitment_setup set state = ?, max_active_jobs = ?, updated_at = ? where setup_id = ?
update replay_batch set next_at = ? where id = ?
update replay_batch set state = 'DONE', finished_at = ? where id = ?
update replay_item set state = ?, detail = ?, saga_id = ?, ended_at = ? where batch_id = ? and position = ? and state = 'WAITING'
update saga set content_hash = ? where saga_id = ?
update saga set deadline_at = deadline_at + cast(? as double precision) * interval '1' second, due_at = least( coalesce(retry_at, resend_at, deadline_at + cast(? as double precision) * interval '1' second), coalesce(resend_at, retry_at, deadline_at + cast(? as double precision) * interval '1' second), coalesce(deadline_at + cast(? as double precision) * interval '1' second, retry_at, resend_at)) where wake_at is not null
update saga set due_at = ?, wake_at = ? where saga_id = ? and wake_at is not null
update saga set resends = resends + 1, sent_at = ? where saga_id = ? and open_seq = ?
update saga set restarted_from = ? where saga_id = ?
update saga set status = ?, current_step = ?, failed_step = ?, failure_kind = ?, failure_reason = ?, compensation_by = ?, compensation_reason = ?, compensation_error = ?, log_seq = ?, open_seq = ?, cause_seq = ?, waiting = ?, waited_ms = ?, updated_at = ?, completed_at = ?, ended_as = ?, wake_at = ?, due_at = ?, deadline_at = ?, resend_at = ?, retry_at = ?, resends = ?, sent_at = ? where saga_id = ?
update saga set wake_at = due_at where saga_id = any(?)
update saga set wake_at = least(wake_at, ?), resend_at = ?, resends = 0, due_at = ? where wake_at is not null and retry_at is null and not waiting
update saga_step set status = ?, attempts = ?, retry_round = ?, undo_attempts = ?, undo_round = ?, undone = ?, started_at = ?, completed_at = ?, undone_at = ?, result = ?, error_message = ?, corrections = ?, waiting_for = ? where saga_id = ? and step_name = ? and position = ?
update saga_tombstone set archive = ? where saga_id = any(?)
update saga_tombstone set content_hash = ? where saga_id = ?
update step_progress set reached_at = greatest(reached_at, cast(? as timestamp with time zone)), recorded_at = ? where queue = ?
update step_progress set recorded_at = case when ? then ? else recorded_at end where queue = ?
update sweeper_pulse set healthy_at = ?, healthy_since = ? where id = 1
