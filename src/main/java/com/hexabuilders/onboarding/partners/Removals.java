package com.hexabuilders.onboarding.partners;

import static java.time.ZoneOffset.UTC;

import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.StateChange;
import com.hexabuilders.onboarding.saga.StateHistory;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Undoes registrations. A suspension made since stands, because lifting it would let a suspended
 * partner be onboarded again. The undo of a suspended partner only leaves a mark, which makes
 * reinstating end the partner.
 */
@Component
class Removals {

  private final PartnerRows rows;
  private final StateHistory history;
  private final Claims claims;
  private final Clock clock;

  Removals(PartnerRows rows, Claims claims, Clock clock) {
    this.rows = rows;
    this.history = rows.history();
    this.claims = claims;
    this.clock = clock;
  }

  /** Undoes in the order asked; see {@link Partners#remove}. */
  List<UndoOutcome> remove(List<UndoCommand> batch) {
    Map<String, PartnerRow> present =
        rows.lock(batch.stream().map(UndoCommand::partnerId).distinct().toList());
    claims.hold(
        Registrations.LIVE_EMAIL, present.values().stream().map(PartnerRow::emailKey).toList());
    List<PartnerRow> changed = new ArrayList<>();
    List<StateChange> changes = new ArrayList<>();
    List<UndoOutcome> outcomes = new ArrayList<>();
    for (UndoCommand command : batch) {
      outcomes.add(remove(command, present, changed, changes));
    }
    OffsetDateTime now = clock.instant().atOffset(UTC);
    rows.changeState(changed, now);
    history.add(changes, now);
    freeEmails(batch, changed);
    return outcomes;
  }

  private static UndoOutcome remove(
      UndoCommand command,
      Map<String, PartnerRow> present,
      List<PartnerRow> changed,
      List<StateChange> changes) {
    PartnerRow row = present.get(command.partnerId());
    Optional<String> obstacle = obstacle(command, row);
    if (obstacle.isPresent()) {
      return new UndoOutcome(false, obstacle.get());
    }
    boolean suspended = row.state() == PartnerState.SUSPENDIDO;
    PartnerRow next = suspended ? row.withOnboardingUndone() : row.in(PartnerState.ELIMINADO);
    present.put(next.partnerId(), next);
    changed.add(next);
    changes.add(
        new StateChange(
            next.partnerId(), next.sagaId(), row.state(), next.state(), command.reason()));
    return suspended
        ? new UndoOutcome(
            false,
            "An operator has suspended the partner since: it stays SUSPENDIDO, and ELIMINADO when reinstated.")
        : new UndoOutcome(true, "The partner is ELIMINADO and its e-mail address is free.");
  }

  private static Optional<String> obstacle(UndoCommand command, PartnerRow row) {
    if (row == null) {
      return Optional.of("There is no such partner.");
    }
    if (!row.sagaId().equals(command.sagaId())) {
      return Optional.of("The partner's present state was not made by this saga.");
    }
    return row.state() == PartnerState.ELIMINADO || row.onboardingUndone()
        ? Optional.of("The registration was undone before.")
        : Optional.empty();
  }

  // Under a lenient policy others may use the e-mail too: then it is theirs from now on. Its claim
  // has been held since before their states are read, so none of them is just leaving.
  private void freeEmails(List<UndoCommand> batch, List<PartnerRow> changed) {
    claims.release(
        Registrations.LIVE_EMAIL, batch.stream().map(UndoCommand::sagaId).distinct().toList());
    Set<String> freed = new HashSet<>();
    changed.forEach(row -> freed.add(row.emailKey()));
    if (!freed.isEmpty()) {
      claims.claim(Registrations.LIVE_EMAIL, rows.users(freed));
    }
  }
}
