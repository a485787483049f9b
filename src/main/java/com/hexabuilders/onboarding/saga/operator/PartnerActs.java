package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.PartnerStanding;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets people change a partner's standing, and erase what it said of itself; each act in one
 * transaction with its audit entry.
 */
@Service
public class PartnerActs {

  private static final int MOST_ATTEMPTS = 100;

  private final TransactionTemplate transactions;
  private final ObjectProvider<PartnerStanding> standing;
  private final LetterSearch search;
  private final Erasure erasure;
  private final AuditLog audit;

  PartnerActs(
      TransactionTemplate transactions,
      ObjectProvider<PartnerStanding> standing,
      LetterSearch search,
      Erasure erasure,
      AuditLog audit) {
    this.transactions = transactions;
    this.standing = standing;
    this.search = search;
    this.erasure = erasure;
    this.audit = audit;
  }

  /** The partner cannot be onboarded until it is reinstated. */
  public ActReply suspend(String partnerId, String reason, AuditEntry.Actor by) {
    return act("suspend", partnerId, reason, by, "only a live partner can be suspended");
  }

  /** Ends a suspension. */
  public ActReply reinstate(String partnerId, String reason, AuditEntry.Actor by) {
    return act("reinstate", partnerId, reason, by, "only a suspended partner can be reinstated");
  }

  /**
   * Everything the partner said of itself is erased, wherever it is kept; for ever.
   *
   * @param letters ids of dead letters of no saga that a person knows to be about the partner
   */
  public ActReply erase(String partnerId, Set<String> letters, String reason, AuditEntry.Actor by) {
    Optional<ActReply> reply = Optional.empty();
    for (int attempt = 0; reply.isEmpty() && attempt < MOST_ATTEMPTS; attempt++) {
      reply = // empty if something of the partner has come in between
          InfrastructureTrouble.sorted(
              () -> {
                LetterSearch.Found looked = search.of(partnerId, letters);
                return transactions.execute(tx -> erase(tx, looked, reason, by));
              });
    }
    return reply.orElseGet(
        () -> new ActReply.Refused("New data of the partner comes all the time; try again soon."));
  }

  private Optional<ActReply> erase(
      TransactionStatus tx, LetterSearch.Found looked, String reason, AuditEntry.Actor by) {
    Optional<ActReply> reply = erasure.erase(looked, reason, by);
    if (reply.isEmpty()) {
      tx.setRollbackOnly();
    }
    return reply;
  }

  private ActReply act(
      String act, String partnerId, String reason, AuditEntry.Actor by, String rule) {
    return InfrastructureTrouble.sorted(
        () -> transactions.execute(tx -> decide(act, partnerId, reason, by, rule)));
  }

  private ActReply decide(
      String act, String partnerId, String reason, AuditEntry.Actor by, String rule) {
    PartnerStanding partners = standing.getObject();
    Optional<String> before = partners.state(partnerId);
    if (before.isEmpty()) {
      return new ActReply.Unknown("There is no partner with this id.");
    }
    boolean done =
        act.equals("suspend")
            ? partners.suspend(partnerId, reason)
            : partners.reinstate(partnerId, reason);
    String after = done ? partners.state(partnerId).orElseThrow() : null;
    String target = "partner/" + partnerId;
    String outcome = done ? AuditEntry.DONE : AuditEntry.REFUSED;
    audit.add(new AuditEntry(by, act, target, reason, before.get(), after, outcome));
    return done
        ? new ActReply.PartnerChanged(after)
        : new ActReply.Refused(
            String.format(Locale.ROOT, "The partner is %s; %s.", before.get(), rule));
  }
}
