package com.hexabuilders.onboarding.partners;

import static java.time.ZoneOffset.UTC;

import com.hexabuilders.onboarding.saga.StateChange;
import com.hexabuilders.onboarding.saga.StateHistory;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** An operator's acts on one partner. The row goes on naming the saga that onboarded it. */
@Component
class Suspensions {

  private final PartnerRows rows;
  private final StateHistory history;
  private final Clock clock;

  Suspensions(PartnerRows rows, Clock clock) {
    this.rows = rows;
    this.history = rows.history();
    this.clock = clock;
  }

  Optional<String> state(String partnerId) {
    return Optional.ofNullable(rows.lockAlone(partnerId)).map(row -> row.state().name());
  }

  Map<String, String> states(Collection<String> partnerIds) {
    return rows.states(partnerIds);
  }

  Map<String, String> liveBy(Collection<String> partnerIds) {
    return rows.liveBy(partnerIds);
  }

  boolean suspend(String partnerId, String reason) {
    PartnerRow row = rows.lockAlone(partnerId);
    if (row == null || !row.state().live()) {
      return false;
    }
    change(row, PartnerState.SUSPENDIDO, reason);
    return true;
  }

  boolean reinstate(String partnerId, String reason) {
    PartnerRow row = rows.lockAlone(partnerId);
    if (row == null || row.state() != PartnerState.SUSPENDIDO) {
      return false;
    }
    boolean undone = row.onboardingUndone();
    change(row, undone ? PartnerState.ELIMINADO : PartnerState.ACTIVO, reason);
    return true;
  }

  private void change(PartnerRow row, PartnerState to, String reason) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    rows.changeState(List.of(row.in(to)), now);
    history.add(List.of(new StateChange(row.partnerId(), null, row.state(), to, reason)), now);
  }
}
