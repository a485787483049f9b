package com.hexabuilders.onboarding.saga;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compensation on request, at any moment before the saga is COMPENSATED or FAILED.
 *
 * <p>The request is durable with its commit; the first undo request is sent after it, and by the
 * sweeper if a crash or the broker comes in between.
 */
@Service
class Cancellations implements CompensationRequests {

  private static final Logger LOG = LoggerFactory.getLogger(Cancellations.class);

  private record Decided(CompensationReply reply, Announcements announcements) {
    Decided(CompensationReply reply) {
      this(reply, new Announcements(List.of(), List.of()));
    }
  }

  private final TransactionTemplate transactions;
  private final SagaRepository sagas;
  private final Journal journal;
  private final Claims claims;
  private final BackwardMoves backward;
  private final Announcer announcer;
  private final Clock clock;

  Cancellations(
      TransactionTemplate transactions,
      SagaRepository sagas,
      Journal journal,
      Claims claims,
      BackwardMoves backward,
      Announcer announcer,
      Clock clock) {
    this.transactions = transactions;
    this.sagas = sagas;
    this.journal = journal;
    this.claims = claims;
    this.backward = backward;
    this.announcer = announcer;
    this.clock = clock;
  }

  /**
   * Begins compensation of a saga, or of the newest saga of a partner.
   *
   * @throws InfrastructureTrouble if the database failed; asking again is safe
   */
  @Override
  public CompensationReply request(String sagaOrPartnerId, String reason, String actor) {
    Decided decided =
        InfrastructureTrouble.sorted(
            () -> transactions.execute(tx -> decide(sagaOrPartnerId, reason, actor)));
    try {
      announcer.announce(decided.announcements());
    } catch (InfrastructureTrouble e) {
      LOG.warn("The broker is away; the sweeper sends the compensation request later.");
    }
    return decided.reply();
  }

  private Decided decide(String sagaOrPartnerId, String reason, String actor) {
    Optional<String> id = sagas.idOf(sagaOrPartnerId);
    if (id.isEmpty()) {
      return new Decided(new CompensationReply.NotFound());
    }
    Saga saga = journal.lock(List.of(id.get())).get(id.get());
    if (saga.isCompensating()) {
      return new Decided(
          new CompensationReply.Accepted(saga.id, saga.partnerId, saga.compensationReason));
    }
    if (saga.hasTurnedBack()) {
      return new Decided(new CompensationReply.AlreadyFinal(saga.id, saga.status));
    }
    if (saga.isFinal()) { // reopened: keep new sagas of the partner away, unless one runs already
      claims.claim(Journal.RUNNING_PARTNER, java.util.Map.of(saga.partnerId, saga.id));
    }
    backward.requestedByOperator(saga, reason, actor, clock.instant());
    return new Decided(
        new CompensationReply.Accepted(saga.id, saga.partnerId, reason),
        journal.save(List.of(saga), List.of(), List.of()));
  }
}
