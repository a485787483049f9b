package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.state.EventJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Participants whose effects the test counts, and whose answers it chooses per step. */
public final class FakeParticipants implements Participants {

  /** Effects that stand, {@code saga step}. */
  public final List<String> effects = new ArrayList<>();

  /** Forward and undo calls in order, {@code do|undo step}. */
  public final List<String> calls = new ArrayList<>();

  /** Facts the newest forward call of each step was told. */
  public final Map<String, ObjectNode> told = new HashMap<>();

  /** By partner that is live, its saga. */
  public final Map<String, String> live = new HashMap<>();

  /** By participant, who was erased. */
  public final List<String> erased = new ArrayList<>();

  public final Map<String, Supplier<StepOutcome>> answers = new HashMap<>();
  public final Map<String, Supplier<UndoOutcome>> undoAnswers = new HashMap<>();

  public void refuses(String step, String reason) {
    answers.put(step, () -> new StepOutcome.Refused(reason));
  }

  public void breaks(String step) {
    answers.put(
        step,
        () -> {
          throw new IllegalStateException("personal data of " + step);
        });
  }

  /** Whoever reviews for a participant: approves with an effect, rejects without one. */
  public Reviewer reviewer(String participant) {
    return new Reviewer() {
      @Override
      public String participant() {
        return participant;
      }

      @Override
      public StepOutcome approve(StepCommand command) {
        effects.add(command.sagaId() + " " + command.step());
        return new StepOutcome.Done(EventJson.object().put("approved", true));
      }

      @Override
      public StepOutcome reject(StepCommand command, String reason) {
        return new StepOutcome.Refused(reason);
      }
    };
  }

  /** Whoever keeps the partners: knows who is live, and nothing else. */
  public PartnerStanding standing() {
    return new PartnerStanding() {
      @Override
      public Optional<String> state(String partnerId) {
        return Optional.empty();
      }

      @Override
      public Map<String, String> states(Collection<String> partnerIds) {
        return Map.of();
      }

      @Override
      public Map<String, String> liveBy(Collection<String> partnerIds) {
        Map<String, String> asked = new HashMap<>(live);
        asked.keySet().retainAll(partnerIds);
        return asked;
      }

      @Override
      public boolean suspend(String partnerId, String reason) {
        return false;
      }

      @Override
      public boolean reinstate(String partnerId, String reason) {
        return false;
      }

      @Override
      public Optional<PartnerWords> words(String partnerId) {
        return Optional.empty();
      }
    };
  }

  /** A participant with personal data of its own. */
  public PersonalDataKeeper keeper(String participant) {
    return partnerId -> {
      erased.add(participant + " " + partnerId);
      live.remove(partnerId);
    };
  }

  @Override
  public List<StepOutcome> execute(String step, List<StepCommand> batch) {
    return batch.stream().map(command -> execute(step, command)).toList();
  }

  private StepOutcome execute(String step, StepCommand command) {
    calls.add("do " + step);
    told.put(step, command.facts());
    Supplier<StepOutcome> answer = answers.get(step);
    StepOutcome outcome =
        answer == null
            ? new StepOutcome.Done(EventJson.object().put(step + "_id", command.rowId(step)))
            : answer.get();
    if (outcome instanceof StepOutcome.Done) {
      effects.add(command.sagaId() + " " + step);
    }
    return outcome;
  }

  @Override
  public List<UndoOutcome> undo(String step, List<UndoCommand> batch) {
    return batch.stream().map(command -> undo(step, command)).toList();
  }

  private UndoOutcome undo(String step, UndoCommand command) {
    calls.add("undo " + step);
    Supplier<UndoOutcome> answer = undoAnswers.get(step);
    if (answer != null) {
      return answer.get();
    }
    boolean undone = effects.remove(command.sagaId() + " " + step);
    return new UndoOutcome(undone, undone ? "Undone." : "Nothing to undo.");
  }
}
