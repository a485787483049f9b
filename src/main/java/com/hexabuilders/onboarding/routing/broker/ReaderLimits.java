package com.hexabuilders.onboarding.routing.broker;

import jakarta.jms.ResourceAllocationException;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ConsumerControl;
import org.apache.activemq.command.ConsumerInfo;

/**
 * Bounds what readers cost those who send. The limits are readers per queue or topic and browsers
 * per queue. A further limit is how much a topic hands to a reader that does not acknowledge.
 *
 * <p>A reader is always served by its own connection's thread. By itself it could ask to be served
 * by the sender's thread, and then hang.
 */
final class ReaderLimits {

  /** Readers of one queue: consumers of all instances. */
  static final int ON_A_QUEUE = 1_000;

  /** Readers of one topic: each costs every sender. */
  static final int ON_A_TOPIC = 200;

  /** Readers that look through one queue without taking anything. */
  static final int BROWSERS = 10;

  /** Queues or topics that one reader names in a list. */
  static final int IN_A_LIST = 10;

  private static final int TOPIC_PREFETCH = 1_000;

  private final Broker broker;

  ReaderLimits(Broker broker) {
    this.broker = broker;
  }

  /** Makes a wish harmless, or refuses it with one sentence. */
  void limit(ConsumerInfo info) throws ResourceAllocationException {
    info.setDispatchAsync(true);
    ActiveMQDestination wanted = info.getDestination();
    if (wanted == null) {
      return;
    }
    if (wanted.isTopic()) {
      info.setPrefetchSize(Math.min(info.getPrefetchSize(), TOPIC_PREFETCH));
    }
    if (!wanted.isComposite()) {
      limit(info, wanted);
      return;
    }
    ActiveMQDestination[] list = wanted.getCompositeDestinations();
    if (list.length > IN_A_LIST) {
      throw refused(wanted, "A reader names at most " + IN_A_LIST + " queues or topics.");
    }
    for (ActiveMQDestination one : list) {
      limit(info, one);
    }
  }

  /** Bounds a prefetch that a reader of a topic asks for later. */
  void limit(ConsumerControl control) {
    ActiveMQDestination read = control.getDestination();
    if (read == null || read.isTopic()) {
      control.setPrefetch(Math.min(control.getPrefetch(), TOPIC_PREFETCH));
    }
  }

  private void limit(ConsumerInfo info, ActiveMQDestination wanted)
      throws ResourceAllocationException {
    int most = wanted.isTopic() ? ON_A_TOPIC : ON_A_QUEUE;
    for (Destination found : broker.getDestinations(wanted)) {
      if (found.getDestinationStatistics().getConsumers().getCount() >= most) {
        throw refused(wanted, "It has " + most + " readers already.");
      }
      if (info.isBrowser() && browsers(found) >= BROWSERS) {
        throw refused(wanted, BROWSERS + " browsers look through it already.");
      }
    }
  }

  private static long browsers(Destination queue) {
    return queue.getConsumers().stream()
        .filter(reader -> reader.getConsumerInfo().isBrowser())
        .count();
  }

  private static ResourceAllocationException refused(ActiveMQDestination wanted, String why) {
    return new ResourceAllocationException(
        "No more readers of " + wanted.getPhysicalName() + ": " + why);
  }
}
