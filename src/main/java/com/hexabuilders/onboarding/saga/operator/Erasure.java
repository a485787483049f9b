package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.PartnerStanding;
import com.hexabuilders.onboarding.saga.PersonalDataKeeper;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Erases a partner's personal data within the caller's transaction, and audits it there. Sagas,
 * logs, states and statistics stay, and a repeated start is still recognised.
 *
 * <p>Locks are taken in the same order as by a replay of one of the partner's dead letters. The
 * order is: the partner's sagas by id, its dead letters by id, its claim, its own row, the end of
 * the audit. The claim keeps the partner to one running saga. While the erasure holds it, no saga
 * of the partner can begin. A crash before the commit leaves everything as it was. A replay at the
 * same moment comes before the erasure, and then its saga runs, or after it, and its body is gone.
 * What came during the wait for the claim cannot be locked in order. Then all locks are given back
 * and taken anew.
 *
 * <p>{@link LetterSearch} reads the bodies of letters before the transaction, because there may be
 * many. Within it only the letters that came since are read.
 */
@Component
class Erasure {

  private final ErasureRows rows;
  private final LetterSearch search;
  private final Claims claims;
  private final ObjectProvider<PartnerStanding> standing;
  private final ObjectProvider<PersonalDataKeeper> keepers;
  private final AuditLog audit;

  Erasure(
      ErasureRows rows,
      LetterSearch search,
      Claims claims,
      ObjectProvider<PartnerStanding> standing,
      ObjectProvider<PersonalDataKeeper> keepers,
      AuditLog audit) {
    this.rows = rows;
    this.search = search;
    this.claims = claims;
    this.standing = standing;
    this.keepers = keepers;
    this.audit = audit;
  }

  /**
   * Erases, unless a saga of the partner runs. What is erased already is not changed.
   *
   * @param looked what a search before the transaction found
   * @return empty if more of the partner is there than could be locked in order. Then nothing is
   *     written, and the caller tries again with a new search in a new transaction.
   */
  Optional<ActReply> erase(LetterSearch.Found looked, String reason, AuditEntry.Actor by) {
    String partnerId = looked.partnerId();
    Map<String, String> sagas = rows.lockSagas(partnerId);
    LetterSearch.Found letters = search.since(looked);
    rows.lockLetters(letters.theirs());
    String self = UUID.randomUUID().toString();
    String owner = claims.claim(Journal.RUNNING_PARTNER, Map.of(partnerId, self)).get(partnerId);
    Optional<String> busy = busy(sagas, self, owner);
    LetterSearch.Found now = search.since(looked);
    boolean isLocked =
        letters.sagas().containsAll(now.sagas())
            && letters.theirs().containsAll(now.theirs())
            && looked.words().equals(now.words());
    return busy.isEmpty() && !isLocked
        ? Optional.empty()
        : Optional.of(decide(self, busy, now, reason, by));
  }

  private ActReply decide(
      String self,
      Optional<String> busy,
      LetterSearch.Found found,
      String reason,
      AuditEntry.Actor by) {
    String partnerId = found.partnerId();
    Optional<String> state = standing.stream().flatMap(p -> p.state(partnerId).stream()).findAny();
    ActReply reply = busy.<ActReply>map(ActReply.Refused::new).orElseGet(() -> erase(found, state));
    claims.release(Journal.RUNNING_PARTNER, List.of(self));
    if (!(reply instanceof ActReply.Unknown)) {
      String outcome = busy.isEmpty() ? AuditEntry.DONE : AuditEntry.REFUSED;
      String target = "partner/" + partnerId;
      String after = busy.isEmpty() ? "ERASED" : null;
      audit.add(new AuditEntry(by, "erase", target, reason, state.orElse(null), after, outcome));
    }
    return reply;
  }

  private static Optional<String> busy(Map<String, String> sagas, String self, String owner) {
    Optional<String> running =
        sagas.entrySet().stream()
            .filter(saga -> !SagaStatus.isFinal(saga.getValue()))
            .map(saga -> "The partner's saga " + saga.getKey() + " is " + saga.getValue())
            .findFirst();
    return running
        .or(
            () ->
                self.equals(owner) ? Optional.empty() : Optional.of("The saga " + owner + " runs"))
        .map(sentence -> sentence + "; wait for its end, or compensate it and wait for that.");
  }

  private ActReply erase(LetterSearch.Found found, Optional<String> state) {
    String partnerId = found.partnerId();
    if (found.sagas().isEmpty() && found.theirs().isEmpty() && state.isEmpty()) {
      return new ActReply.Unknown("There is no partner with this id.");
    }
    rows.eraseLetters(found.theirs());
    rows.eraseData(found.sagas());
    rows.sealHashes(partnerId);
    keepers.orderedStream().forEach(keeper -> keeper.erase(partnerId));
    return new ActReply.PartnerErased(List.copyOf(found.unjudged()));
  }
}
