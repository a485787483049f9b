package com.hexabuilders.onboarding.saga.step;

import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import com.hexabuilders.onboarding.saga.journal.DeadLetter;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.DeadLetters;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.SagaLog;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import com.hexabuilders.onboarding.saga.start.Tombstones;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Opens a batch of deliveries under the locks of its sagas (EIP: idempotent receiver). Must be
 * called inside the batch's transaction.
 */
@Component
class IdempotentReceiver {

  private final Journal journal;
  private final Tombstones tombstones;
  private final SagaLog log;
  private final StepProgress progress;
  private final SagaMeters meters;
  private final Clock clock;

  IdempotentReceiver(
      Journal journal,
      Tombstones tombstones,
      SagaLog log,
      StepProgress progress,
      SagaMeters meters,
      Clock clock) {
    this.journal = journal;
    this.tombstones = tombstones;
    this.log = log;
    this.progress = progress;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Reads, locks and sorts; the batch then holds the sagas whose open event has arrived. Messages
   * whose sagas somebody else has locked are held back: nobody waits for them.
   */
  EventBatch open(List<Delivery> deliveries, AwaitedEvents awaited) {
    return open(deliveries, awaited, journal::lockFree);
  }

  /** Opens a message that is alone, and waits for its saga's lock. */
  EventBatch openPatiently(Delivery delivery, AwaitedEvents awaited) {
    return open(List.of(delivery), awaited, journal::lock);
  }

  private static List<String> sagaIds(List<ReceivedEvent> events) {
    return events.stream()
        .filter(ReceivedEvent::mayHaveSaga)
        .map(ReceivedEvent::sagaId)
        .distinct()
        .toList();
  }

  private EventBatch open(
      List<Delivery> deliveries,
      AwaitedEvents awaited,
      Function<List<String>, Map<String, Saga>> locking) {
    List<DeadLetter> letters = new ArrayList<>();
    List<ReceivedEvent> events = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      Delivery.Rejection rejection = delivery.rejection();
      if (rejection != null) {
        letters.add(dead(delivery, rejection.kind(), rejection.cause()));
        continue;
      }
      try {
        events.add(ReceivedEvent.parse(delivery));
      } catch (EventJson.Unreadable e) {
        letters.add(dead(delivery, DeadLetterKind.MALFORMED, e.getMessage()));
      }
    }
    List<String> ids = sagaIds(events);
    EventBatch.Found found = found(ids, locking.apply(ids));
    if (deliveries.size() == 1) {
      found.sagas().values().forEach(saga -> CurrentSaga.receive(saga, awaited.step()));
    }
    EventBatch batch = new EventBatch(awaited, found, letters, meters, clock.instant());
    events.forEach(batch::sort);
    return batch;
  }

  /** Sagas before tombstones: what is removed in between is found in its second place. */
  private EventBatch.Found found(List<String> ids, Map<String, Saga> sagas) {
    List<String> missing = ids.stream().filter(id -> !sagas.containsKey(id)).toList();
    Set<String> locked = journal.known(missing);
    List<String> gone = missing.stream().filter(id -> !locked.contains(id)).toList();
    return new EventBatch.Found(sagas, locked, tombstones.known(gone));
  }

  private DeadLetter dead(Delivery delivery, DeadLetterKind kind, String cause) {
    return DeadLetters.of(delivery, kind, cause, List.of(), null, clock.instant());
  }

  /** Writes what the batch has become and returns what to send after the commit. */
  Announcements close(EventBatch batch, String queue) {
    progress.note(queue, batch.newestEvent());
    List<LogEntry> again =
        batch.toSendAgain().isEmpty() ? List.of() : log.lastAnnounced(batch.toSendAgain());
    return journal.save(batch.sagas(), batch.letters(), again).holdingBack(batch.heldBack());
  }
}
