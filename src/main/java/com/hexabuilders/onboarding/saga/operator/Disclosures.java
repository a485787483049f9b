package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Records that personal data is shown to a person: first the entry in the audit, then the data. */
@Service
public class Disclosures {

  private final TransactionTemplate transactions;
  private final AuditLog audit;

  Disclosures(TransactionTemplate transactions, AuditLog audit) {
    this.transactions = transactions;
    this.audit = audit;
  }

  /**
   * Records it and commits before it returns; the caller shows nothing if this throws. A crash
   * after the commit leaves an entry for data that was not shown.
   *
   * @param target what is shown, as the audit names it: {@code partner/<id>}
   * @throws InfrastructureTrouble if the database failed
   */
  public void record(String target, String reason, AuditEntry.Actor by) {
    AuditEntry act = new AuditEntry(by, "reveal", target, reason, null, null, AuditEntry.DONE);
    InfrastructureTrouble.sorted(
        () -> {
          transactions.executeWithoutResult(transaction -> audit.add(act));
          return null;
        });
  }
}
