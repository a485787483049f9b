package com.hexabuilders.onboarding.routing.broker;

import jakarta.jms.InvalidDestinationException;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;

/**
 * Refuses destinations by their names. Some the broker would confirm and give to nobody, others
 * would stand in the way of another destination.
 */
final class DestinationNames {

  private static final String VIRTUAL_TOPIC = "VirtualTopic.";

  private final Broker broker;

  DestinationNames(Broker broker) {
    this.broker = broker;
  }

  /** Refuses to create a queue or topic that has a pattern or a virtual topic's name for a name. */
  void refuseCreation(ActiveMQDestination wanted) throws InvalidDestinationException {
    for (ActiveMQDestination part : parts(wanted)) {
      String name = part.getPhysicalName();
      refusePattern(part);
      if (part.isQueue() && name.startsWith(VIRTUAL_TOPIC)) {
        throw new InvalidDestinationException(
            name
                + " is a topic: send to the topic, and read from a queue Consumer.*."
                + name
                + ".");
      }
    }
  }

  /**
   * Refuses a message for a pattern of names, or for a topic that has the name of a queue. A
   * virtual topic takes every message, whatever queues there are: the application sends its events
   * to it.
   */
  void refuseMessage(ActiveMQDestination to) throws InvalidDestinationException {
    for (ActiveMQDestination part : parts(to)) {
      String name = part.getPhysicalName();
      refusePattern(part);
      if (part.isTopic() && !name.startsWith(VIRTUAL_TOPIC) && isQueue(name)) {
        throw new InvalidDestinationException(
            name + " is a queue: send to the queue, not to a topic of its name.");
      }
    }
  }

  private static ActiveMQDestination[] parts(ActiveMQDestination whole) {
    return whole.isComposite()
        ? whole.getCompositeDestinations()
        : new ActiveMQDestination[] {whole};
  }

  private static void refusePattern(ActiveMQDestination part) throws InvalidDestinationException {
    if (part.isPattern()) {
      throw new InvalidDestinationException(
          part.getPhysicalName() + " is a pattern: send to one queue or topic by its whole name.");
    }
  }

  /** The broker also finds queues that have a matching pattern for a name; these do not count. */
  private boolean isQueue(String name) {
    ActiveMQQueue queue = new ActiveMQQueue(name);
    return broker.getDestinationMap(queue).containsKey(queue);
  }
}
