package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.HungMessages;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a batch whole, and in halves if that breaks, until the bad messages are alone. A message
 * that has hung before is handled last and alone. One that can be neither handled nor recorded is
 * set aside. A start that waits for a locked row is moved. Trouble of database or broker is thrown.
 */
final class BatchInParts {

  private static final Logger LOG = LoggerFactory.getLogger(BatchInParts.class);

  /** After so many passes that met locked rows alone, the whole table counts as locked. */
  private static final int MOST_PASSES = 3;

  private final JmsBatchConsumer consumer;
  private final JmsBatchComponent component;
  private final ReceivedBatch batch;
  private final Consumer<List<Delivery>> progress;
  private final BatchInHand inHand;

  BatchInParts(
      JmsBatchConsumer consumer,
      JmsBatchComponent component,
      ReceivedBatch batch,
      Consumer<List<Delivery>> progress,
      boolean metLock) {
    this.consumer = consumer;
    this.component = component;
    this.batch = batch;
    this.progress = progress;
    this.inHand = new BatchInHand(batch.deliveries().size(), metLock);
  }

  /**
   * Handles the whole batch; messages that were given up before are only acknowledged.
   *
   * @return messages to be taken again soon, because other transactions have locked their rows
   */
  List<Delivery> handle() throws Exception {
    Map<Delivery, HungMessages.Known> hung =
        component.hung().known(batch.deliveries().stream().filter(Delivery::redelivered).toList());
    List<Delivery> others =
        batch.deliveries().stream().filter(delivery -> !hung.containsKey(delivery)).toList();
    if (!others.isEmpty()) {
      handleInPasses(others);
    }
    for (Map.Entry<Delivery, HungMessages.Known> one : hung.entrySet()) {
      if (one.getValue() == HungMessages.Known.SUSPECT) {
        handle(List.of(one.getKey()));
      } else if (one.getValue() == HungMessages.Known.UNWRITTEN) {
        record(one.getKey());
      }
    }
    leaveNoneBehind();
    for (Delivery delivery : inHand.toMove()) {
      batch.move(delivery, consumer.options().locked());
    }
    return inHand.heldBack();
  }

  /** Whether a message that waits for a locked row moves to another queue or is held back. */
  private boolean movesLocked() {
    return consumer.options().locked() != null;
  }

  /** Messages whose rows are locked may stand in front of others that can be handled. */
  private void handleInPasses(List<Delivery> part) throws Exception {
    handle(part);
    for (int pass = 1; pass < MOST_PASSES; pass++) {
      List<Delivery> left = inHand.takePostponed();
      if (left.isEmpty()) {
        return;
      }
      handle(left);
    }
    leaveNoneBehind();
  }

  /** A message that was postponed and not handled must not be acknowledged with the rest. */
  private void leaveNoneBehind() throws Exception {
    if (!movesLocked()) {
      inHand.guardEndOfBatch();
    }
    inHand.moveUntried(inHand.takePostponed());
  }

  /** A message with the text of a start that is locked out needs no try. */
  private void handle(List<Delivery> received) throws Exception {
    List<Delivery> part = movesLocked() ? inHand.withoutCopiesOfLocked(received) : received;
    if (!part.isEmpty()) {
      handleOrHalve(part);
    }
  }

  /**
   * Halves what broke until the bad message is alone: with one among fifty the others wait for a
   * dozen transactions, not fifty. When one cause has broken two messages, halving no longer helps.
   */
  private void handleOrHalve(List<Delivery> part) throws Exception {
    progress.accept(part);
    if (inHand.postpones(part)) {
      return;
    }
    if (part.size() > 1 && inHand.sameCauseAgain()) {
      for (Delivery delivery : part) {
        handle(List.of(delivery));
      }
      return;
    }
    BatchOutcome outcome = part.size() > 1 ? process(part) : processAlone(part);
    if (outcome.isLockedOut()) {
      inHand.meetLock(outcome.failure());
    } else {
      throwTrouble(outcome);
    }
    inHand.note(outcome, part.size());
    if (!outcome.isFine() && part.size() == 1) {
      giveUp(part.get(0), outcome);
    } else if (!outcome.isFine()) {
      int half = part.size() / 2;
      handle(part.subList(0, half));
      handle(part.subList(half, part.size()));
    }
  }

  /**
   * A message that broke may have been committed and not sent. The second time it is a copy, and
   * its recorded outcome is sent.
   */
  private BatchOutcome processAlone(List<Delivery> alone) throws Exception {
    BatchOutcome first = process(alone);
    if (first.isLockedOut()) {
      return first;
    }
    throwTrouble(first);
    return first.isFine() ? first : process(alone);
  }

  private BatchOutcome process(List<Delivery> part) {
    boolean again = inHand.sameCauseAgain();
    return inHand.hasMetLock()
        ? component.transactions().hurried(() -> consumer.process(part, again))
        : consumer.process(part, again);
  }

  /**
   * Records a message that broke even the error handlers, or sets it aside if recording fails too.
   * So it delays no other message.
   */
  private void giveUp(Delivery delivery, BatchOutcome outcome) throws Exception {
    if (outcome.isLockedOut()) {
      if (movesLocked()) {
        inHand.moveLockedOut(delivery);
      } else {
        inHand.failLockedOut(outcome.failure());
      }
      return;
    }
    String queue = consumer.options().queue();
    if (!queue.equals(UnwrittenLetters.QUEUE)) { // there it is tried every few seconds
      LOG.error(
          "A message of queue {} broke its own error handling ({}) and is given up.",
          queue,
          outcome.failure().getClass().getSimpleName());
    }
    record(delivery);
  }

  private void record(Delivery delivery) throws Exception {
    try {
      component.lastResort().giveUp(delivery);
    } catch (RuntimeException e) {
      if (!component.journal().refusesLettersAlone(e)) {
        throw e;
      }
      batch.setAside(delivery);
    }
  }

  /** Camel refuses exchanges while it stops; that is no fault of the message either. */
  private void throwTrouble(BatchOutcome outcome) throws Exception {
    Exception failure = outcome.failure();
    boolean isTrouble = failure != null && (!consumer.isReceiving() || Outage.isTrouble(failure));
    if (isTrouble
        && !(consumer.isReceiving() && component.journal().refusesLettersAlone(failure))) {
      throw failure;
    }
  }
}
