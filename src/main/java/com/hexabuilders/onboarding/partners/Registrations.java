package com.hexabuilders.onboarding.partners;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.partitioningBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.StateChange;
import com.hexabuilders.onboarding.saga.StateHistory;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Registers partners; a claim (live-email, e-mail) tells whether an e-mail is used already. */
@Component
class Registrations {

  static final String LIVE_EMAIL = "live-email";

  private final PartnerRows rows;
  private final StateHistory history;
  private final PartnerRules rules;
  private final Claims claims;
  private final Clock clock;

  Registrations(PartnerRows rows, PartnerRules rules, Claims claims, Clock clock) {
    this.rows = rows;
    this.history = rows.history();
    this.rules = rules;
    this.claims = claims;
    this.clock = clock;
  }

  /** Decides in the order asked; see {@link Partners#register}. */
  List<StepOutcome> register(List<StepCommand> batch) {
    return rounds(batch).stream().flatMap(round -> registerRound(round).stream()).toList();
  }

  // A partner asked for twice begins a new round, which sees what the one before has written.
  // Nearly always there is one round.
  private static List<List<StepCommand>> rounds(List<StepCommand> batch) {
    List<List<StepCommand>> rounds = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (StepCommand command : batch) {
      if (!seen.add(command.partnerId()) || rounds.isEmpty()) {
        rounds.add(new ArrayList<>());
        seen.clear();
        seen.add(command.partnerId());
      }
      rounds.get(rounds.size() - 1).add(command);
    }
    return rounds;
  }

  private List<StepOutcome> registerRound(List<StepCommand> round) {
    Map<String, PartnerRow> present =
        rows.lock(round.stream().map(StepCommand::partnerId).toList());
    List<Registration> asked = round.stream().map(c -> registration(c, present)).toList();
    List<Verdict> verdicts = new ArrayList<>();
    for (Registration r : asked) {
      verdicts.add(rules.judge(r.sagaId(), r.details(), present.get(r.partnerId())));
    }
    judgeEmails(asked, verdicts);
    List<Registration> accepted = new ArrayList<>();
    List<StepOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < round.size(); i++) {
      if (verdicts.get(i).fine()) {
        accepted.add(asked.get(i));
      }
      outcomes.add(outcome(asked.get(i), verdicts.get(i)));
    }
    write(accepted);
    return outcomes;
  }

  // Only what passed the other rules claims an e-mail; the first of the round to ask gets it.
  private void judgeEmails(List<Registration> asked, List<Verdict> verdicts) {
    Map<String, String> wanted = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      if (verdicts.get(i).fine()) {
        wanted.putIfAbsent(asked.get(i).details().emailKey(), asked.get(i).sagaId());
      }
    }
    Map<String, String> owners = claims.claimOrHold(LIVE_EMAIL, wanted);
    for (int i = 0; i < asked.size(); i++) {
      Registration r = asked.get(i);
      if (verdicts.get(i).fine() && !r.sagaId().equals(owners.get(r.details().emailKey()))) {
        verdicts.set(i, rules.emailTaken(verdicts.get(i)));
      }
    }
  }

  private void write(List<Registration> accepted) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    Map<Boolean, List<Registration>> byKind =
        accepted.stream().collect(partitioningBy(Registration::reactivates));
    rows.insert(byKind.get(false), now);
    rows.reactivate(byKind.get(true), now);
    history.add(accepted.stream().map(Registrations::change).toList(), now);
  }

  private static Registration registration(StepCommand command, Map<String, PartnerRow> present) {
    PartnerRow row = present.get(command.partnerId());
    return new Registration(
        command.partnerId(),
        command.sagaId(),
        PartnerDetails.of(command.partnerData()),
        row == null ? null : row.state());
  }

  private static StepOutcome outcome(Registration registration, Verdict verdict) {
    if (!verdict.fine()) {
      return new StepOutcome.Refused(verdict.refusal());
    }
    ObjectNode result =
        JsonNodeFactory.instance
            .objectNode()
            .put("tipo_partner", registration.details().tipo())
            .put("partner_state", PartnerState.ACTIVO.name())
            .put("reactivated", registration.reactivates());
    return new StepOutcome.Done(result, verdict.warnings());
  }

  private static StateChange change(Registration r) {
    return new StateChange(
        r.partnerId(),
        r.sagaId(),
        r.from(),
        PartnerState.ACTIVO,
        r.reactivates() ? "reactivated by a new onboarding" : "registered");
  }
}
