package com.hexabuilders.onboarding.saga.step;

import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.journal.DeadLetter;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.DeadLetters;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import com.hexabuilders.onboarding.saga.state.Cause;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A batch of events under the locks of their sagas: which are awaited, which are copies, late, or
 * nobody's. A saga is taken once; what is not admitted here has no effect.
 */
final class EventBatch {

  /** An event that its saga waits for. */
  record Admitted(Saga saga, ReceivedEvent event) {
    Cause cause() {
      return new Cause(event.id(), event.sequence());
    }

    /** The step of this name, as the saga began with it. */
    StepDefinition definition(String step) {
      return saga.definition().step(step).orElseThrow();
    }
  }

  /**
   * What the journal knows of the sagas that a batch names.
   *
   * @param sagas locked for this batch
   * @param locked ids of sagas that somebody else has locked
   * @param removed ids of sagas that were archived and removed
   */
  record Found(Map<String, Saga> sagas, Set<String> locked, Set<String> removed) {}

  private final AwaitedEvents awaited;
  private final Found found;
  private final List<DeadLetter> letters;
  private final SagaMeters meters;
  private final Instant now;
  private final List<Admitted> admitted = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> again = new HashSet<>();
  private final List<Delivery> heldBack = new ArrayList<>();
  private Instant newestEvent;

  EventBatch(
      AwaitedEvents awaited,
      Found found,
      List<DeadLetter> letters,
      SagaMeters meters,
      Instant now) {
    this.awaited = awaited;
    this.found = found;
    this.letters = letters;
    this.meters = meters;
    this.now = now;
  }

  List<Admitted> admitted() {
    return admitted;
  }

  Collection<Saga> sagas() {
    return found.sagas().values();
  }

  List<DeadLetter> letters() {
    return letters;
  }

  /** Sagas whose last announcement may not have been sent: a crash fell between two commits. */
  Set<String> toSendAgain() {
    return again;
  }

  /** Messages whose sagas somebody else has locked. */
  List<Delivery> heldBack() {
    return heldBack;
  }

  Instant newestEvent() {
    return newestEvent;
  }

  /** Decides what an event is. Nothing the message says counts against the journal. */
  void sort(ReceivedEvent event) {
    Saga saga = found.sagas().get(event.sagaId());
    if (saga == null) {
      withoutSaga(event);
      return;
    }
    String expected = awaited.type(saga.definition()).orElse(null);
    if (!event.type().equals(expected)) {
      misplaced(event, saga);
    } else if (!isOfThisSaga(event, saga)) {
      dead(
          event,
          DeadLetterKind.WRONG_STEP,
          "The event's id, sequence or correlationid is not the one in the saga's log.",
          saga);
    } else if (isOpen(event, saga) && taken.add(saga.id())) {
      admitted.add(new Admitted(saga, event));
      meters.received(awaited.step(), announcedAt(saga), now);
      noteProgress(saga);
    } else {
      absorb(event, saga);
    }
  }

  private void withoutSaga(ReceivedEvent event) {
    if (found.locked().contains(event.sagaId())) {
      heldBack.add(event.delivery());
    } else if (found.removed().contains(event.sagaId())) {
      meters.late(reader());
    } else {
      dead(event, DeadLetterKind.UNKNOWN_SAGA, "There is no saga with this sagaid.", null);
    }
  }

  private void misplaced(ReceivedEvent event, Saga saga) {
    if (saga.definition().announces(event.type())) {
      String cause = "This queue does not await events of this type.";
      dead(event, DeadLetterKind.WRONG_STEP, cause, saga);
    } else {
      String cause = "No step of the saga announces events of this type.";
      dead(event, DeadLetterKind.UNKNOWN_TYPE, cause, saga);
    }
  }

  private static boolean isOfThisSaga(ReceivedEvent event, Saga saga) {
    return event.sequence() >= 1
        && event.sequence() <= saga.log().lastSeq()
        && event.id().equals(saga.identity().eventId(event.sequence()))
        && event.correlationId().equals(saga.identity().correlationId());
  }

  private boolean isOpen(ReceivedEvent event, Saga saga) {
    return Objects.equals(saga.log().openSeq(), event.sequence())
        && Objects.equals(saga.currentStep(), awaited.step())
        && awaited.wantedBy(saga)
        && isUnreceived(saga);
  }

  private static boolean isUnreceived(Saga saga) {
    return saga.log().openSeq() != null && saga.timers().retryAt() == null && !saga.waiting();
  }

  private void absorb(ReceivedEvent event, Saga saga) {
    if (awaited.wantedBy(saga)) {
      meters.absorbed(reader());
    } else {
      meters.late(reader());
    }
    noteProgress(saga);
    boolean handledLast = event.sequence() == saga.log().causeSeq() && !taken.contains(saga.id());
    boolean neverReceived = isUnreceived(saga) && saga.timers().resends() == 0;
    if (handledLast && (neverReceived || saga.isFinal())) { // observers wait for the end
      again.add(saga.id());
    }
  }

  private String reader() {
    return awaited.step() == null ? "completion" : awaited.step();
  }

  /** What the journal says of the event's age; the message itself is not believed. */
  private void noteProgress(Saga saga) {
    Instant announced = announcedAt(saga);
    if (announced != null && (newestEvent == null || announced.isAfter(newestEvent))) {
      newestEvent = announced;
    }
  }

  private Instant announcedAt(Saga saga) {
    SagaStep row = saga.steps().get(awaited.step());
    return row == null ? null : row.work().startedAt();
  }

  private void dead(ReceivedEvent event, DeadLetterKind kind, String cause, Saga saga) {
    letters.add(DeadLetters.of(event.delivery(), kind, cause, List.of(), saga, now));
  }
}
