package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.AuditEntry;

/** Undoes a saga because a person asks for it. */
public interface CompensationRequests {

  /**
   * Begins the compensation of any saga that is not final, and of a COMPLETED one.
   *
   * @param sagaOrPartnerId a saga, or the newest saga of a partner
   * @param reason one plain sentence, at most 500 characters
   * @param by who asks; audited
   */
  CompensationReply request(String sagaOrPartnerId, String reason, AuditEntry.Actor by);
}
