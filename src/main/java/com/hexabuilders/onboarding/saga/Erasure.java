package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
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
 * or after it, and then its body is gone.
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

  /** Erases, unless a saga of the partner runs; of what is erased already nothing is changed. */
  ActReply erase(String partnerId, String reason, Act.Actor by) {
    Map<String, String> sagas = rows.lockSagas(partnerId);
    rows.lockLetters(letters(partnerId, rows.sagas(partnerId)));
    String self = UUID.randomUUID().toString();
    String owner = claims.claim(Journal.RUNNING_PARTNER, Map.of(partnerId, self)).get(partnerId);
    Optional<String> busy = busy(sagas, self, owner);
    Optional<String> state = standing.stream().flatMap(p -> p.state(partnerId).stream()).findAny();
    ActReply reply =
        busy.<ActReply>map(ActReply.Refused::new).orElseGet(() -> erase(partnerId, state));
    claims.release(Journal.RUNNING_PARTNER, List.of(self));
    if (!(reply instanceof ActReply.Unknown)) {
      boolean done = busy.isEmpty();
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

  private ActReply erase(String partnerId, Optional<String> state) {
    Set<String> ended = rows.sagas(partnerId); // also of one that ended while this waited
    Collection<String> letters = letters(partnerId, ended); // also those that came since
    if (ended.isEmpty() && letters.isEmpty() && state.isEmpty()) {
      return new ActReply.Unknown("There is no partner with this id.");
    }
    rows.eraseLetters(letters);
    rows.eraseData(ended);
    rows.sealHashes(partnerId);
    standing.ifAvailable(partners -> partners.erase(partnerId));
    return new ActReply.PartnerErased();
  }

  private Collection<String> letters(String partnerId, Set<String> sagaIds) {
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
