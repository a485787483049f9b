package com.hexabuilders.onboarding.proof.stories;

import java.util.LinkedHashMap;
import java.util.Map;

/** Questions about every reservation and its owner that must all be answered by no row. */
final class ClaimFaults {

  /** By the sentence that is true if a row comes. */
  static final Map<String, String> SQL = new LinkedHashMap<>();

  static {
    emails();
    contracts();
    partners();
    starts();
  }

  private ClaimFaults() {}

  private static void emails() {
    SQL.put(
        "I1 an e-mail is reserved for a partner that does not use it",
        """
        select claim_key, saga_id from claim c where kind = 'live-email' and not exists (
          select 1 from partner p
          where p.saga_id = c.saga_id and p.email_key = c.claim_key and not p.onboarding_undone
            and p.state in ('ACTIVO', 'VALIDADO', 'SUSPENDIDO'))
        """);
    SQL.put(
        "I1 a partner uses an e-mail that nobody has reserved",
        """
        select partner_id, saga_id from partner p
        where state in ('ACTIVO', 'VALIDADO', 'SUSPENDIDO') and not onboarding_undone
          and erased_at is null and not exists (
            select 1 from claim c where c.kind = 'live-email' and c.claim_key = p.email_key)
        """);
  }

  private static void contracts() {
    SQL.put(
        "I1 a contract that is not live keeps its partner from another",
        """
        select claim_key, saga_id from claim c where kind = 'live-contract' and not exists (
          select 1 from contract t
          where t.saga_id = c.saga_id and t.partner_id = c.claim_key
            and t.state in ('DRAFT', 'SIGNED', 'ACTIVE'))
        """);
    SQL.put(
        "I1 a live contract does not keep its partner from another",
        """
        select t.partner_id, t.saga_id from contract t
        where t.state in ('DRAFT', 'SIGNED', 'ACTIVE') and not exists (
          select 1 from claim c
          where c.kind = 'live-contract' and c.claim_key = t.partner_id and c.saga_id = t.saga_id)
        """);
  }

  private static void partners() {
    SQL.put(
        "I3 a partner is kept busy by a saga that is not there",
        """
        select claim_key, saga_id from claim c where kind = 'running-partner' and not exists (
          select 1 from saga s where s.saga_id = c.saga_id and s.partner_id = c.claim_key)
        """);
    SQL.put(
        "I3 a running saga does not keep its partner busy",
        """
        select s.partner_id, s.saga_id from saga s
        where s.status not in ('COMPLETED', 'FAILED', 'COMPENSATED') and not exists (
          select 1 from claim c where c.kind = 'running-partner'
            and c.claim_key = s.partner_id and c.saga_id = s.saga_id)
        """);
  }

  private static void starts() {
    SQL.put(
        "I6 a start is known as that of a saga that never was",
        """
        select c.kind, c.claim_key, c.saga_id from claim c
        where c.kind in ('start', 'callers-key', 'idempotency-key')
          and not exists (select 1 from saga s where s.saga_id = c.saga_id)
          and not exists (select 1 from saga_tombstone t where t.saga_id = c.saga_id)
        """);
    SQL.put(
        "I6 a saga's start is not known, so that its copy would start another",
        """
        select s.saga_id from saga s where s.source = 'QUEUE' and not exists (
          select 1 from claim c where c.kind = 'start' and c.saga_id = s.saga_id)
        """);
    SQL.put(
        "I1 nobody here knows what a reservation is for",
        """
        select kind, claim_key from claim where kind not in
          ('live-email', 'live-contract', 'running-partner', 'start', 'callers-key',
           'idempotency-key')
        """);
  }
}
