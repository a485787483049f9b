package com.hexabuilders.onboarding.proof.stories;

import java.util.LinkedHashMap;
import java.util.Map;

/** Questions to the database that must all be answered by no row. */
public final class Faults {

  /** By the sentence that is true if a row comes; it begins with the number of the invariant. */
  public static final Map<String, String> SQL = new LinkedHashMap<>();

  static {
    clocks();
    effects();
    copies();
    SQL.putAll(ClaimFaults.SQL);
  }

  private Faults() {}

  private static void clocks() {
    SQL.put(
        "I4 a running saga has no alarm clock, or a final one still has",
        """
        select saga_id, status from saga
        where (due_at is null) <> (status in ('COMPLETED', 'FAILED', 'COMPENSATED'))
        """);
    SQL.put(
        "I4 a running saga is looked at too late or never, or its end is not noted",
        """
        select saga_id, status from saga
        where (wake_at is null) <> (due_at is null) or wake_at > due_at
          or coalesce(ended_as, '') <> case when due_at is null then status else '' end
        """);
    SQL.put(
        "I3 a final saga still has an open event or keeps its partner busy",
        """
        select saga_id, status from saga s
        where status in ('COMPLETED', 'FAILED', 'COMPENSATED')
          and (open_seq is not null or current_step is not null or exists (
            select 1 from claim c where c.kind = 'running-partner' and c.saga_id = s.saga_id))
        """);
  }

  private static void effects() {
    SQL.put(
        "I1 a completed saga lacks an effect",
        """
        select saga_id from saga s where status = 'COMPLETED' and not (
          exists (select 1 from partner e where e.saga_id = s.saga_id and e.state = 'ACTIVO')
          and exists (select 1 from contract e where e.saga_id = s.saga_id and e.state = 'ACTIVE')
          and exists (
            select 1 from document_package e where e.saga_id = s.saga_id and e.state = 'APPROVED')
          and exists (
            select 1 from campaign_permission e where e.saga_id = s.saga_id and e.state = 'ENABLED')
          and exists (
            select 1 from recruitment_setup e where e.saga_id = s.saga_id and e.state = 'ENABLED'))
        """);
    SQL.put(
        "I1 an undone saga still has an effect",
        """
        select saga_id from saga s where status in ('COMPENSATED', 'FAILED') and (
          exists (select 1 from partner e where e.saga_id = s.saga_id and e.state = 'ACTIVO')
          or exists (
            select 1 from contract e
            where e.saga_id = s.saga_id and e.state in ('DRAFT', 'SIGNED', 'ACTIVE'))
          or exists (
            select 1 from document_package e where e.saga_id = s.saga_id and e.state = 'APPROVED')
          or exists (
            select 1 from campaign_permission e
            where e.saga_id = s.saga_id and (e.state = 'ENABLED' or e.max_monthly_budget > 0))
          or exists (
            select 1 from recruitment_setup e where e.saga_id = s.saga_id and e.state = 'ENABLED'))
        """);
    SQL.put(
        "I3 an undone saga has a step that is done",
        """
        select s.saga_id, t.step_name, t.status from saga s join saga_step t on t.saga_id = s.saga_id
        where s.status in ('COMPENSATED', 'FAILED') and t.status in ('DONE', 'PENDING', 'RETRYING')
        """);
  }

  private static void copies() {
    for (String table :
        new String[] {"contract", "document_package", "campaign_permission", "recruitment_setup"}) {
      SQL.put(
          "I1 a saga has two rows of " + table,
          "select saga_id from %s group by saga_id having count(*) > 1".formatted(table));
    }
    SQL.put("I1 a partner changed state twice", historyTwice("partner_history", "partner_id"));
    SQL.put("I1 a contract changed state twice", historyTwice("contract_history", "contract_id"));
    SQL.put(
        "I1 a document changed state twice",
        historyTwice("document_history", "package_id, coalesce(entry, 0)"));
    SQL.put(
        "I1 a permission changed state twice",
        historyTwice("campaign_permission_history", "permission_id"));
    SQL.put(
        "I1 a setup changed state twice", historyTwice("recruitment_setup_history", "setup_id"));
    SQL.put(
        "I5 two log entries have one id",
        "select event_id from saga_log group by event_id having count(*) > 1");
    SQL.put(
        "I5 an event, recorded before or after a crash, is not in the trace of its saga",
        """
        select l.saga_id, l.seq from saga_log l join saga s on s.saga_id = l.saga_id
        where l.body not like
          ('%"traceparent":"' || substring(s.trace_parent from 1 for 36) || '%')
        """);
  }

  private static String historyTwice(String table, String of) {
    return "select %s, saga_id, to_state from %s group by %s, saga_id, to_state having count(*) > 1"
        .formatted(of, table, of);
  }
}
