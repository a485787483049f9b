package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Erases a partner's personal data within the caller's transaction, and audits it there. Sagas,
 * logs, states and statistics stay, and a repeated start is still recognised.
 *
 * <p>Lock order, the same as of who replays one of its dead letters: the partner's sagas by id, its
 * dead letters by id, the claim that keeps it to one running saga, its own row, the end of the
 * audit. While this holds the claim no saga of the partner can begin; a crash before the commit
 * leaves everything as it was. A replay at the same moment comes before it, and then its saga runs,
 * or after it, and then its body is gone. What came while the claim was waited for cannot be locked
 * any more without breaking the order: then all is given back and taken anew.
 */
@Component
class Erasure {

  private final ErasureRows rows;
  private final PersonalData personalData;
  private final Claims claims;
  private final ObjectProvider<PartnerStanding> standing;
  private final AuditLog audit;

  Erasure(
      ErasureRows rows,
      PersonalData personalData,
      Claims claims,
      ObjectProvider<PartnerStanding> standing,
      AuditLog audit) {
    this.rows = rows;
    this.personalData = personalData;
    this.claims = claims;
    this.standing = standing;
    this.audit = audit;
  }

  /**
   * Erases, unless a saga of the partner runs; of what is erased already nothing is changed.
   *
   * @return empty if more of the partner is there than could be locked in order: nothing is
   *     written, and it has to be tried again in a new transaction
   */
  Optional<ActReply> erase(String partnerId, String reason, Act.Actor by) {
    Map<String, String> sagas = rows.lockSagas(partnerId);
    Set<String> lockedSagas = rows.sagas(partnerId);
    Set<String> lockedLetters = letters(partnerId, lockedSagas);
    rows.lockLetters(lockedLetters);
    String self = UUID.randomUUID().toString();
    String owner = claims.claim(Journal.RUNNING_PARTNER, Map.of(partnerId, self)).get(partnerId);
    Optional<String> busy = busy(sagas, self, owner);
    Set<String> ended = rows.sagas(partnerId);
    boolean isLocked =
        lockedSagas.containsAll(ended) && lockedLetters.containsAll(letters(partnerId, ended));
    return busy.isEmpty() && !isLocked
        ? Optional.empty()
        : Optional.of(decide(partnerId, new Found(self, busy, ended, lockedLetters), reason, by));
  }

  /** What is under the locks: who claims the partner for this, why not to erase, and what. */
  private record Found(
      String self, Optional<String> busy, Set<String> sagas, Set<String> letters) {}

  private ActReply decide(String partnerId, Found found, String reason, Act.Actor by) {
    Optional<String> state = standing.stream().flatMap(p -> p.state(partnerId).stream()).findAny();
    ActReply reply =
        found
            .busy()
            .<ActReply>map(ActReply.Refused::new)
            .orElseGet(() -> erase(partnerId, found, state));
    claims.release(Journal.RUNNING_PARTNER, List.of(found.self()));
    if (!(reply instanceof ActReply.Unknown)) {
      boolean done = found.busy().isEmpty();
      String outcome = done ? Act.DONE : Act.REFUSED;
      String target = "partner/" + partnerId;
      String after = done ? "ERASED" : null;
      audit.add(new Act(by, "erase", target, reason, state.orElse(null), after, outcome));
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

  private ActReply erase(String partnerId, Found found, Optional<String> state) {
    if (found.sagas().isEmpty() && found.letters().isEmpty() && state.isEmpty()) {
      return new ActReply.Unknown("There is no partner with this id.");
    }
    rows.eraseLetters(found.letters());
    rows.eraseData(found.sagas());
    rows.sealHashes(partnerId);
    standing.ifAvailable(partners -> partners.erase(partnerId));
    return new ActReply.PartnerErased();
  }

  private Set<String> letters(String partnerId, Set<String> sagaIds) {
    return rows.letters(partnerId, emails(partnerId, sagaIds));
  }

  /** Every e-mail address the partner gave, in lower case. */
  private Set<String> emails(String partnerId, Set<String> sagaIds) {
    Stream<String> given =
        personalData.of(sagaIds).values().stream()
            .map((ObjectNode data) -> data.path("email").asText());
    Stream<String> own = standing.stream().flatMap(p -> p.email(partnerId).stream());
    return Stream.concat(given, own)
        .map(email -> email.toLowerCase(Locale.ROOT))
        .filter(email -> email.contains("@"))
        .collect(Collectors.toSet());
  }
}
