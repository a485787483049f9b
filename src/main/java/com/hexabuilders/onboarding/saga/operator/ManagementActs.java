package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.StepBroke;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records what a person does to the running process itself, e.g. stops a route. Such an act is no
 * change of the database, so it has two entries. Without the first entry nothing may be done. The
 * second entry says how the act ended.
 */
@Service
public class ManagementActs {

  private static final Logger LOG = LoggerFactory.getLogger(ManagementActs.class);
  private static final String REASON = "Through the management console, which asks for no reason.";
  private static final int LONGEST_TARGET = 200;

  private final TransactionTemplate transactions;
  private final AuditLog audit;

  ManagementActs(TransactionTemplate transactions, AuditLog audit) {
    this.transactions = transactions;
    this.audit = audit;
  }

  /**
   * Records that it is about to happen and commits before it returns; the caller does nothing if
   * this throws. A crash after the commit leaves an entry without its end: it may have happened.
   *
   * @param target what it is done to, shortened to 200 characters
   * @param state state before, null if unknown
   * @throws InfrastructureTrouble if the database failed
   */
  public void begun(AuditEntry.Actor by, String target, String state) {
    record(act(by, target, state, null, AuditEntry.BEGUN));
  }

  /**
   * Records how an act ended. If the database fails now, the entry of the beginning is all there
   * is. The failure is logged and not thrown, because what was done cannot be taken back.
   */
  public void ended(AuditEntry.Actor by, String target, String before, String after, boolean done) {
    try {
      record(act(by, target, before, after, done ? AuditEntry.DONE : AuditEntry.FAILED));
    } catch (InfrastructureTrouble | StepBroke e) {
      LOG.error("The end of a management act is not in the audit, its beginning is.");
    }
  }

  /**
   * Records that it was refused, and commits before it returns.
   *
   * @throws InfrastructureTrouble if the database failed
   */
  public void refused(AuditEntry.Actor by, String target) {
    record(act(by, target, null, null, AuditEntry.REFUSED));
  }

  private void record(AuditEntry act) {
    InfrastructureTrouble.sorted(
        () -> {
          transactions.executeWithoutResult(transaction -> audit.add(act));
          return null;
        });
  }

  private static AuditEntry act(
      AuditEntry.Actor by, String target, String before, String after, String outcome) {
    String clean = target.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    String shown = clean.length() > LONGEST_TARGET ? clean.substring(0, LONGEST_TARGET) : clean;
    return new AuditEntry(by, AuditEntry.MANAGE, shown, REASON, before, after, outcome);
  }
}
