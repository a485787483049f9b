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

  /** How an act changes a partner; false if the partner's state does not allow it. */
  private interface Change {
    boolean of(PartnerStanding partners, String partnerId, String reason);
  }

  private enum Verb {
    SUSPEND("suspend", PartnerStanding::suspend, "only a live partner can be suspended"),
    REINSTATE(
        "reinstate", PartnerStanding::reinstate, "only a suspended partner can be reinstated");

    private final String act;
    private final Change change;
    private final String rule;

    Verb(String act, Change change, String rule) {
      this.act = act;
      this.change = change;
      this.rule = rule;
    }
  }

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
    return act(Verb.SUSPEND, partnerId, reason, by);
  }

  /** Ends a suspension. */
  public ActReply reinstate(String partnerId, String reason, AuditEntry.Actor by) {
    return act(Verb.REINSTATE, partnerId, reason, by);
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

  private ActReply act(Verb verb, String partnerId, String reason, AuditEntry.Actor by) {
    return InfrastructureTrouble.sorted(
        () -> transactions.execute(tx -> decide(verb, partnerId, reason, by)));
  }

  private ActReply decide(Verb verb, String partnerId, String reason, AuditEntry.Actor by) {
    PartnerStanding partners = standing.getObject();
    Optional<String> before = partners.state(partnerId);
    if (before.isEmpty()) {
      return new ActReply.Unknown("There is no partner with this id.");
    }
    boolean done = verb.change.of(partners, partnerId, reason);
    String after = done ? partners.state(partnerId).orElseThrow() : null;
    String target = "partner/" + partnerId;
    String outcome = done ? AuditEntry.DONE : AuditEntry.REFUSED;
    audit.add(new AuditEntry(by, verb.act, target, reason, before.get(), after, outcome));
    return done
        ? new ActReply.PartnerChanged(after)
        : new ActReply.Refused(
            String.format(Locale.ROOT, "The partner is %s; %s.", before.get(), verb.rule));
  }
}
