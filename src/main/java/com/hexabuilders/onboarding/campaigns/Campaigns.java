package com.hexabuilders.onboarding.campaigns;

import static java.time.ZoneOffset.UTC;

import com.hexabuilders.onboarding.campaigns.CampaignDecision.Granted;
import com.hexabuilders.onboarding.campaigns.CampaignDecision.Refused;
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
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/**
 * Enables and revokes campaigns. Works in the caller's transaction: a crash before its commit
 * leaves nothing, one after it leaves rows that name their saga.
 */
@Service("campaigns")
@EnableConfigurationProperties(CampaignSettings.class)
class Campaigns {

  private final PermissionRows rows;
  private final StateHistory history;
  private final CampaignSettings settings;
  private final Clock clock;

  Campaigns(PermissionRows rows, CampaignSettings settings, Clock clock) {
    this.rows = rows;
    this.history = rows.history();
    this.settings = settings;
    this.clock = clock;
  }

  /** Grants a permission to each command's partner, or refuses it; answers in the order asked. */
  public List<StepOutcome> enable(List<StepCommand> batch) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    List<PermissionRow> enabled = new ArrayList<>();
    List<StepOutcome> outcomes = new ArrayList<>();
    for (StepCommand command : batch) {
      CampaignDecision decision =
          CampaignRules.decide(command.facts(), command.partnerData(), now.toLocalDate());
      if (decision instanceof Refused refused) {
        outcomes.add(new StepOutcome.Refused(refused.reason()));
      } else {
        PermissionRow row = row(command, (Granted) decision);
        enabled.add(row);
        outcomes.add(new StepOutcome.Done(PermissionView.facts(row)));
      }
    }
    rows.insert(enabled, now);
    history.add(
        enabled.stream().map(row -> change(row, null, "enabled by the contract's plan")).toList(),
        now);
    return outcomes;
  }

  /** Revokes the permission of each saga, its limits zero; a saga without one is told so. */
  public List<UndoOutcome> revoke(List<UndoCommand> batch) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    Map<String, PermissionRow> owned =
        rows.lockBySaga(batch.stream().map(UndoCommand::sagaId).toList());
    List<PermissionRow> revoked = new ArrayList<>();
    List<StateChange> changes = new ArrayList<>();
    List<UndoOutcome> outcomes = new ArrayList<>();
    for (UndoCommand command : batch) {
      PermissionRow row = owned.get(command.sagaId());
      outcomes.add(outcome(row));
      if (row != null && row.state() == PermissionState.ENABLED) {
        owned.put(command.sagaId(), row.revoked());
        revoked.add(row.revoked());
        changes.add(change(row.revoked(), row.state(), command.reason()));
      }
    }
    rows.changeState(revoked, now);
    history.add(changes, now);
    return outcomes;
  }

  private PermissionRow row(StepCommand command, Granted granted) {
    return new PermissionRow(
        command.rowId("campaign_permission"),
        command.partnerId(),
        command.sagaId(),
        granted.plan(),
        PermissionState.ENABLED,
        granted.limits(),
        settings.currency().getCurrencyCode());
  }

  private static UndoOutcome outcome(PermissionRow row) {
    if (row == null) {
      return new UndoOutcome(false, "This saga has no campaign permission.");
    }
    return row.state() == PermissionState.REVOKED
        ? new UndoOutcome(false, "The campaign permission was revoked before.")
        : new UndoOutcome(true, "The campaign permission is REVOKED and its limits are zero.");
  }

  private static StateChange change(PermissionRow row, PermissionState from, String reason) {
    return new StateChange(row.permissionId(), row.sagaId(), from, row.state(), reason);
  }
}
