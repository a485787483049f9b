package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Messages received in one transaction of a session, as they came and as they were read. */
final class ReceivedBatch {

  /**
   * So many characters are enough for a batch. The broker has 16 MB for the messages of a queue,
   * and a batch may have to go to another one whole.
   */
  private static final long ENOUGH = 4L * 1024 * 1024;

  private final UnwrittenLetters unwritten;
  private final List<Delivery> deliveries = new ArrayList<>();

  /** The message of a delivery, if it brought no other one. */
  private final Map<Delivery, Message> messages = new IdentityHashMap<>();

  private int received;
  private boolean setAside;
  private final List<Delivery> moved = new ArrayList<>();

  private ReceivedBatch(UnwrittenLetters unwritten) {
    this.unwritten = unwritten;
  }

  /** The first message and those that wait behind it, up to a number and {@link #ENOUGH}. */
  static ReceivedBatch of(
      String queue, Message first, MessageConsumer more, int most, UnwrittenLetters unwritten)
      throws JMSException {
    ReceivedBatch batch = new ReceivedBatch(unwritten);
    Message message = first;
    long size = 0;
    while (message != null) {
      size += batch.add(message, MessageReader.read(queue, message));
      boolean isFull = batch.deliveries.size() >= most || size >= ENOUGH;
      message = isFull ? null : more.receiveNoWait();
    }
    return batch;
  }

  /** Returns the characters of the events that a message brought. */
  private long add(Message message, List<Delivery> brought) {
    received++;
    deliveries.addAll(brought);
    if (brought.size() == 1) {
      messages.put(brought.get(0), message);
    }
    return brought.stream().mapToLong(ReceivedBatch::size).sum();
  }

  private static long size(Delivery delivery) {
    return delivery.body() == null ? delivery.rejection().size() : delivery.body().length();
  }

  /** Messages that are handled again after their acknowledgement. They are signals with a body. */
  static ReceivedBatch again(List<Delivery> acknowledged, UnwrittenLetters unwritten) {
    ReceivedBatch batch = new ReceivedBatch(unwritten);
    batch.deliveries.addAll(acknowledged);
    return batch;
  }

  double eventsPerMessage() {
    return (double) deliveries.size() / received;
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  /** Keeps a message that can neither be handled nor recorded now; goes with the session. */
  void setAside(Delivery delivery) throws JMSException {
    Message received = messages.get(delivery);
    Message message =
        received == null
            ? BoundSession.current().session().createTextMessage(delivery.body())
            : received;
    unwritten.keep(message, delivery);
    setAside = true;
  }

  /**
   * Sends an event that came with others to its inbox as a message of its own; goes with the
   * session. So its neighbours do not wait for it.
   *
   * @return false if it came alone
   */
  boolean sendsAlone(Delivery delivery) throws JMSException {
    if (messages.containsKey(delivery)) {
      return false;
    }
    BoundSession bound = BoundSession.current();
    Queue inbox = bound.session().createQueue(delivery.queue());
    TextMessage alone = bound.session().createTextMessage(delivery.body());
    bound.producer().send(inbox, alone, DeliveryMode.PERSISTENT, 4, 0);
    return true;
  }

  /** Sends a message that waits for a locked row to that queue; goes with the session. */
  void move(Delivery delivery, String to) throws JMSException {
    LockedStarts.move(messages.get(delivery), delivery, to);
    moved.add(delivery);
  }

  /** Those of these messages that were moved. */
  List<Delivery> moved() {
    return moved;
  }

  /** Whether one of these messages was set aside. */
  boolean hasSetAside() {
    return setAside;
  }
}
