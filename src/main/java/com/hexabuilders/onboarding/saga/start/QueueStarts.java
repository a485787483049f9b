package com.hexabuilders.onboarding.saga.start;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.DeadLetter;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.DeadLetters;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts that came over a queue: sagas and dead letters of a batch in one transaction.
 *
 * <p>A crash before the commit brings the messages again. After it they come again too, and their
 * identities find the sagas they began.
 */
@Service
public class QueueStarts {

  /**
   * A dropped message, read.
   *
   * @param request what it wants; null if it cannot start anything
   * @param kind why it cannot, null otherwise
   * @param cause one plain sentence, null otherwise
   * @param faults of single fields
   * @param partnerId whom it is about, null where that cannot be read
   */
  public record Drop(
      Delivery delivery,
      StartRequest request,
      DeadLetterKind kind,
      String cause,
      List<FieldFault> faults,
      String partnerId) {

    public static Drop start(Delivery delivery, StartRequest request) {
      return new Drop(delivery, request, null, null, List.of(), request.partnerId());
    }

    public static Drop refused(Delivery delivery, DeadLetterKind kind, String cause) {
      return new Drop(delivery, null, kind, cause, List.of(), null);
    }
  }

  private final TransactionTemplate transactions;
  private final SagaStarts starts;
  private final Journal journal;
  private final SagaMeters meters;
  private final Clock clock;

  QueueStarts(
      TransactionTemplate transactions,
      SagaStarts starts,
      Journal journal,
      SagaMeters meters,
      Clock clock) {
    this.transactions = transactions;
    this.starts = starts;
    this.journal = journal;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Begins what can begin and gives up what cannot.
   *
   * @return what to send in the session the messages came from
   * @throws InfrastructureTrouble if the database failed; nothing is known to be written
   */
  public Announcements accept(String sagaType, List<Drop> drops) {
    Announcements committed =
        InfrastructureTrouble.sorted(
            () -> transactions.execute(transaction -> inTransaction(sagaType, drops)));
    Failpoint.DROPS_COMMITTED.reached();
    return committed;
  }

  private Announcements inTransaction(String sagaType, List<Drop> drops) {
    meters.batch("start", drops.size());
    Instant now = clock.instant();
    List<DeadLetter> letters = new ArrayList<>();
    drops.stream()
        .filter(drop -> drop.request() == null)
        .forEach(drop -> letters.add(letter(drop, drop.kind(), drop.cause(), now)));
    List<Drop> wanted = drops.stream().filter(drop -> drop.request() != null).toList();
    if (wanted.isEmpty()) {
      return journal.save(List.of(), letters, List.of());
    }
    SagaStarts.Started started =
        starts.start(sagaType, wanted.stream().map(Drop::request).toList());
    for (int i = 0; i < wanted.size(); i++) {
      giveUp(wanted.get(i), started.results().get(i), now).ifPresent(letters::add);
      if (started.results().get(i) instanceof StartResult.Accepted accepted
          && accepted.replayed()) {
        meters.absorbed("start");
      }
    }
    return started.announcements().and(journal.save(List.of(), letters, List.of()));
  }

  private static Optional<DeadLetter> giveUp(Drop drop, StartResult result, Instant now) {
    if (result instanceof StartResult.PartnerIdTaken) {
      FieldFault fault = StartResult.PartnerIdTaken.FAULT;
      String cause = "The start cannot be read: " + fault.field() + ": " + fault.message();
      Drop faulty = new Drop(drop.delivery(), null, null, null, List.of(fault), drop.partnerId());
      return Optional.of(letter(faulty, DeadLetterKind.MALFORMED, cause, now));
    }
    return result instanceof StartResult.Accepted
        ? Optional.empty()
        : Optional.of(letter(drop, DeadLetterKind.CONFLICT, conflict(result), now));
  }

  /** One sentence that holds also if the first of this identity was itself given up. */
  private static String conflict(StartResult result) {
    return result instanceof StartResult.IdentityReused
        ? "A message with the same identity (source and id of a CloudEvent, or JMSMessageID) came"
            + " before and had other content or was given up; send a new start under a new one."
        : "The partner has a running onboarding with other content.";
  }

  private static DeadLetter letter(Drop drop, DeadLetterKind kind, String cause, Instant now) {
    return DeadLetters.of(drop.delivery(), kind, cause, drop.faults(), null, now)
        .about(drop.partnerId());
  }
}
