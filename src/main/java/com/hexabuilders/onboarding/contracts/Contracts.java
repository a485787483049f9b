package com.hexabuilders.onboarding.contracts;

import static java.time.ZoneOffset.UTC;

import com.hexabuilders.onboarding.contracts.ContractDecision.Agreed;
import com.hexabuilders.onboarding.contracts.ContractDecision.Refused;
import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.PartnerStanding;
import com.hexabuilders.onboarding.saga.StateChange;
import com.hexabuilders.onboarding.saga.StateHistory;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Signs and ends contracts. Works in the caller's transaction: a crash before its commit leaves
 * nothing, one after it leaves rows that name their saga. A claim (live-contract, partner) keeps a
 * partner at one live contract.
 */
@Service("contracts")
class Contracts {

  private static final String LIVE_CONTRACT = "live-contract";

  private final ContractRows rows;
  private final StateHistory history;
  private final Claims claims;
  private final ObjectProvider<PartnerStanding> standing;
  private final Clock clock;

  Contracts(
      ContractRows rows, Claims claims, ObjectProvider<PartnerStanding> standing, Clock clock) {
    this.rows = rows;
    this.history = rows.history();
    this.claims = claims;
    this.standing = standing;
    this.clock = clock;
  }

  /** Puts a contract in force for each command, or refuses it; answers in the order asked. */
  public List<StepOutcome> create(List<StepCommand> batch) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    List<ContractDecision> decisions = decide(batch, now.toLocalDate());
    Map<String, String> owners = claims.claim(LIVE_CONTRACT, wanted(batch, decisions));
    List<ContractRow> signed = new ArrayList<>();
    List<StepOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      outcomes.add(conclude(batch.get(i), decisions.get(i), owners, signed));
    }
    rows.insert(signed, now);
    history.add(signed.stream().flatMap(Contracts::signing).toList(), now);
    return outcomes;
  }

  /** Ends the live contract of each saga; a saga without one is told so. */
  public List<UndoOutcome> end(List<UndoCommand> batch) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    List<String> sagaIds = batch.stream().map(UndoCommand::sagaId).toList();
    Map<String, ContractRow> owned = rows.lockBySaga(sagaIds);
    List<ContractRow> ended = new ArrayList<>();
    List<StateChange> changes = new ArrayList<>();
    List<UndoOutcome> outcomes = new ArrayList<>();
    for (UndoCommand command : batch) {
      outcomes.add(end(command, owned, ended, changes));
    }
    rows.changeState(ended, now);
    history.add(changes, now);
    claims.release(LIVE_CONTRACT, sagaIds);
    return outcomes;
  }

  // Somebody may have suspended a partner since its registration was announced.
  private List<ContractDecision> decide(List<StepCommand> batch, LocalDate today) {
    List<String> partners = batch.stream().map(StepCommand::partnerId).distinct().toList();
    Map<String, String> states =
        standing.stream().map(kept -> kept.states(partners)).findAny().orElse(Map.of());
    return batch.stream()
        .map(
            c -> ContractRules.decide(states.get(c.partnerId()), c.facts(), c.partnerData(), today))
        .toList();
  }

  // The first of a batch to ask for a partner gets the claim, as if they came one by one.
  private static Map<String, String> wanted(
      List<StepCommand> batch, List<ContractDecision> decisions) {
    Map<String, String> wanted = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      if (decisions.get(i) instanceof Agreed) {
        wanted.putIfAbsent(batch.get(i).partnerId(), batch.get(i).sagaId());
      }
    }
    return wanted;
  }

  private static StepOutcome conclude(
      StepCommand command,
      ContractDecision decision,
      Map<String, String> owners,
      List<ContractRow> signed) {
    if (decision instanceof Refused refused) {
      return new StepOutcome.Refused(refused.reason());
    }
    if (!command.sagaId().equals(owners.get(command.partnerId()))) {
      return new StepOutcome.Refused(ContractRules.ONE_LIVE_CONTRACT);
    }
    ContractRow row =
        new ContractRow(
            command.rowId("contract"),
            command.partnerId(),
            command.sagaId(),
            ((Agreed) decision).terms(),
            ContractState.ACTIVE);
    signed.add(row);
    return new StepOutcome.Done(ContractView.facts(row));
  }

  private static Stream<StateChange> signing(ContractRow row) {
    return Stream.of(
        change(row.in(ContractState.DRAFT), null, "drafted for the onboarding"),
        change(row.in(ContractState.SIGNED), ContractState.DRAFT, "signed"),
        change(row.in(ContractState.ACTIVE), ContractState.SIGNED, "in force"));
  }

  private static UndoOutcome end(
      UndoCommand command,
      Map<String, ContractRow> owned,
      List<ContractRow> ended,
      List<StateChange> changes) {
    ContractRow row = owned.get(command.sagaId());
    if (row == null) {
      return new UndoOutcome(false, "This saga has no contract.");
    }
    if (!row.state().live()) {
      return new UndoOutcome(
          false, String.format(Locale.ROOT, "The contract is already %s.", row.state()));
    }
    ContractRow next = row.in(row.state().undone());
    owned.put(command.sagaId(), next);
    ended.add(next);
    changes.add(change(next, row.state(), command.reason()));
    return new UndoOutcome(true, String.format(Locale.ROOT, "The contract is %s.", next.state()));
  }

  private static StateChange change(ContractRow row, ContractState from, String reason) {
    return new StateChange(row.contractId(), row.sagaId(), from, row.state(), reason);
  }
}
