package com.hexabuilders.onboarding.recruitment;

import static java.time.ZoneOffset.UTC;

import com.hexabuilders.onboarding.recruitment.RecruitmentDecision.Granted;
import com.hexabuilders.onboarding.recruitment.RecruitmentDecision.Refused;
import com.hexabuilders.onboarding.saga.StateChange;
import com.hexabuilders.onboarding.saga.StateHistory;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Sets recruitment up and withdraws it. Works in the caller's transaction: a crash before its
 * commit leaves nothing, one after it leaves rows that name their saga.
 */
@Service("recruitment")
class Recruitment {

  private final SetupRows rows;
  private final StateHistory history;
  private final Clock clock;

  Recruitment(SetupRows rows, Clock clock) {
    this.rows = rows;
    this.history = rows.history();
    this.clock = clock;
  }

  /** Sets up each command's partner, or refuses it; answers in the order asked. */
  public List<StepOutcome> setUp(List<StepCommand> batch) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    List<SetupRow> enabled = new ArrayList<>();
    List<StepOutcome> outcomes = new ArrayList<>();
    for (StepCommand command : batch) {
      RecruitmentDecision decision =
          RecruitmentRules.decide(command.facts(), command.partnerData());
      if (decision instanceof Refused refused) {
        outcomes.add(new StepOutcome.Refused(refused.reason()));
      } else {
        SetupRow row = row(command, (Granted) decision);
        enabled.add(row);
        outcomes.add(new StepOutcome.Done(SetupView.facts(row)));
      }
    }
    rows.insert(enabled, now);
    history.add(
        enabled.stream().map(row -> change(row, null, "enabled by the contract's plan")).toList(),
        now);
    return outcomes;
  }

  /** Withdraws the posting right each saga gave; a saga that gave none is told so. */
  public List<UndoOutcome> withdraw(List<UndoCommand> batch) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    Map<String, SetupRow> owned = rows.lockBySaga(batch.stream().map(UndoCommand::sagaId).toList());
    List<SetupRow> withdrawn = new ArrayList<>();
    List<StateChange> changes = new ArrayList<>();
    List<UndoOutcome> outcomes = new ArrayList<>();
    for (UndoCommand command : batch) {
      SetupRow row = owned.get(command.sagaId());
      outcomes.add(outcome(row));
      if (row != null && row.state() == SetupState.ENABLED) {
        owned.put(command.sagaId(), row.withdrawn());
        withdrawn.add(row.withdrawn());
        changes.add(change(row.withdrawn(), row.state(), command.reason()));
      }
    }
    rows.changeState(withdrawn, now);
    history.add(changes, now);
    return outcomes;
  }

  private static SetupRow row(StepCommand command, Granted granted) {
    return new SetupRow(
        command.rowId("recruitment_setup"),
        command.partnerId(),
        command.sagaId(),
        granted.plan(),
        SetupState.ENABLED,
        granted.maxActiveJobs(),
        granted.categories(),
        List.of(RecruitmentFeature.values()));
  }

  private static UndoOutcome outcome(SetupRow row) {
    if (row == null) {
      return new UndoOutcome(false, "This saga has no recruitment setup.");
    }
    return row.state() == SetupState.WITHDRAWN
        ? new UndoOutcome(false, "The right to post jobs was withdrawn before.")
        : new UndoOutcome(true, "The right to post jobs is WITHDRAWN.");
  }

  private static StateChange change(SetupRow row, SetupState from, String reason) {
    return new StateChange(row.setupId(), row.sagaId(), from, row.state(), reason);
  }
}
