package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
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
  private final Map<Delivery, Message> messages = new IdentityHashMap<>();
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
      Delivery delivery = MessageReader.read(queue, message);
      batch.deliveries.add(delivery);
      batch.messages.put(delivery, message);
      size += size(delivery);
      boolean isFull = batch.deliveries.size() >= most || size >= ENOUGH;
      message = isFull ? null : more.receiveNoWait();
    }
    return batch;
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
