package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records that personal data is shown to a person, or that rows are exported: first the entry in
 * the audit, then the data.
 */
@Service
public class Disclosures {

  private static final int LONGEST_QUERY = 500;

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
    record(new AuditEntry(by, "reveal", target, reason, null, null, AuditEntry.DONE));
  }

  /**
   * Records that rows are exported, as {@link #record} does.
   *
   * @param table what rows, e.g. {@code sagas}
   * @param query which of them, as the caller asked; cut to the length of its column
   */
  public void exported(String table, String query, AuditEntry.Actor by) {
    String asked = query.substring(0, Math.min(query.length(), LONGEST_QUERY));
    String target = "export/" + table;
    record(new AuditEntry(by, AuditEntry.EXPORT, target, asked, null, null, AuditEntry.DONE));
  }

  private void record(AuditEntry act) {
    InfrastructureTrouble.sorted(
        () -> {
          transactions.executeWithoutResult(transaction -> audit.add(act));
          return null;
        });
  }
}
