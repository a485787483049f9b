-- Pages of tables whose rows are updated soon after they were inserted keep room for the new versions, so that no index
-- has to be written for them.
alter table saga set (fillfactor = 50);
alter table saga_step set (fillfactor = 50);

-- A history is only read by its owner: one index instead of two.
drop index partner_history_of;
drop index contract_history_of;
drop index document_history_of;
drop index campaign_permission_history_of;
drop index recruitment_setup_history_of;
alter table partner_history drop constraint partner_history_pkey, add primary key (partner_id, id);
alter table contract_history drop constraint contract_history_pkey, add primary key (contract_id, id);
alter table document_history drop constraint document_history_pkey, add primary key (package_id, id);
alter table campaign_permission_history drop constraint campaign_permission_history_pkey,
    add primary key (permission_id, id);
alter table recruitment_setup_history drop constraint recruitment_setup_history_pkey, add primary key (setup_id, id);
