package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.activemq.ActiveMQMessageConsumer;

/**
 * One consumer thread: receive, handle, commit.
 *
 * <p>When infrastructure fails it rolls back once and closes its session. So messages held here go
 * to other instances. It reopens with growing pauses, only after the database answers. No message
 * is ever given up here.
 */
final class ReceiveLoop implements Runnable {

  private static final long WAIT_MILLIS = 1_000;
  private static final long GATE_MILLIS = 100;

  private final QueueReader reader;
  private final JmsBatchConsumer consumer;
  private final Outage outage;
  private final String queue;
  private final BatchPermits.Permit permit;
  private volatile Busy busy;
  private volatile boolean abandoned;
  private final HeldBack heldBack = new HeldBack(System::nanoTime);
  private final LockedStarts locked;
  private int oneByOne;

  /**
   * @param oneByOne so many messages are handled alone, because one of them hung in a batch
   */
  ReceiveLoop(QueueReader reader, Outage outage, int oneByOne) {
    this.reader = reader;
    this.consumer = reader.consumer();
    this.outage = outage;
    this.queue = reader.queue();
    this.locked = new LockedStarts(queue, System::nanoTime);
    this.permit = consumer.permit();
    this.oneByOne = oneByOne;
  }

  @Override
  public void run() {
    try {
      while (isReceiving()) {
        receiveUntilTrouble();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      consumer.ended(this);
    }
  }

  private boolean isReceiving() {
    return !abandoned && consumer.isReceiving();
  }

  private void receiveUntilTrouble() throws InterruptedException {
    try (Connection connection = reader.connections().createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        BoundSession bound = BoundSession.bind(reader.connections(), connection, session);
        MessageConsumer messages = reader.open(session)) {
      connection.start();
      while (isReceiving()) {
        receiveBatch(connection, bound, messages);
      }
    } catch (Exception | Error e) { // a consumer thread never dies
      boolean inHand = busy != null;
      busy = null;
      if (isReceiving()) {
        outage.waitForBetterTimes(e, inHand, this::isReceiving);
      }
    }
  }

  private void receiveBatch(Connection connection, BoundSession bound, MessageConsumer messages)
      throws Exception {
    if (!isGateOpen()) {
      Thread.sleep(GATE_MILLIS);
      return;
    }
    takeAgain(connection, bound);
    Message message = messages.receive(heldBack.millisUntilDue(WAIT_MILLIS));
    if (message != null && isGateOpen()) {
      Thread.sleep(locked.millisUntilTurn(message));
      try {
        if (oneByOne == 0) { // else all its messages would wait, one after the other
          permit.take(() -> 1 + heldBy(messages));
        }
        handleBatch(connection, bound, messages, message);
      } finally {
        permit.leave();
      }
    } else if (message != null) { // the gate was closed meanwhile: it waits in the queue
      bound.session().rollback();
    }
  }

  /** How many messages have come from the broker and wait for their reader. */
  static int heldBy(MessageConsumer messages) {
    return messages instanceof ActiveMQMessageConsumer held ? held.getMessageSize() : 0;
  }

  private boolean isGateOpen() {
    return consumer.options().gate().getAsBoolean();
  }

  private void handleBatch(
      Connection connection, BoundSession bound, MessageConsumer messages, Message first)
      throws Exception {
    int most = oneByOne > 0 ? 1 : reader.batch();
    ReceivedBatch batch = ReceivedBatch.of(queue, first, messages, most, consumer.unwritten());
    boolean metLock = !heldBack.isEmpty() || locked.areRecent();
    heldBack.add(handleAndCommit(connection, bound, batch, metLock));
    busy = null;
    locked.committed(batch.moved());
    oneByOne = Math.max(0, oneByOne - 1);
    outage.isOver();
    Thread.sleep(consumer.unwritten().millisToPause(queue, batch));
  }

  /** Handles again messages that were locked and may be free now. They are acknowledged already. */
  private void takeAgain(Connection connection, BoundSession bound) throws Exception {
    List<Delivery> again = heldBack.due(BatchInHand.FEW);
    if (!again.isEmpty()) {
      ReceivedBatch batch = ReceivedBatch.again(again, consumer.unwritten());
      heldBack.handled(again, handleAndCommit(connection, bound, batch, true));
      busy = null;
    }
  }

  private List<Delivery> handleAndCommit(
      Connection connection, BoundSession bound, ReceivedBatch batch, boolean metLock)
      throws Exception {
    Consumer<List<Delivery>> progress =
        part -> {
          CurrentSaga.clear();
          busy = Busy.now(connection, batch.deliveries(), part);
        };
    progress.accept(batch.deliveries());
    Failpoint.BATCH_RECEIVED.reached();
    List<Delivery> locked;
    try {
      locked = consumer.handle(batch, progress, metLock);
    } finally {
      CurrentSaga.clear();
    }
    Failpoint.BATCH_SENT.reached();
    bound.session().commit();
    Failpoint.BATCH_ACKNOWLEDGED.reached();
    return locked;
  }

  String queue() {
    return queue;
  }

  /** The batch in hand, if it has been so for longer than that. */
  Optional<Busy> busyLongerThan(Duration limit) {
    Busy now = busy;
    return now != null && now.isLongerThan(limit) ? Optional.of(now) : Optional.empty();
  }

  /**
   * Abandons a thread that hangs. The thread is not interrupted. An interrupt within the embedded
   * database would close its file for all connections.
   */
  void abandon() {
    abandoned = true;
    permit.leave();
  }

  /** Starts another thread in the place of this one; it handles the messages of a batch alone. */
  void replaceBy(Busy hung, Consumer<ReceiveLoop> watch) {
    int alone = hung.held().size() == 1 ? Math.max(0, oneByOne - 1) : hung.held().size();
    ReceiveLoop fresh = new ReceiveLoop(reader, outage.again(), alone);
    watch.accept(fresh);
    if (!consumer.run(fresh)) {
      consumer.ended(fresh);
    }
  }
}
