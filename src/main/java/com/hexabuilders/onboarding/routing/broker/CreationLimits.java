package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.saga.SagaType;
import jakarta.jms.ResourceAllocationException;
import java.util.Set;
import org.apache.activemq.advisory.AdvisorySupport;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.command.ActiveMQDestination;

/**
 * Bounds how many queues and topics clients create. The application's own are always made. All
 * queues and topics that the store holds when the broker starts are made too. ActiveMQ's own {@code
 * maxDestinations} would refuse such a start.
 */
final class CreationLimits {

  /** Queues with copies of events: each event is written to all of them while its sender waits. */
  static final int OBSERVERS = 50;

  /** Other queues, and topics, of whatever name. */
  static final int OTHERS = 1_000;

  private static final String OBSERVER = "Consumer.";
  private static final String DEAD_LETTERS = "ActiveMQ.DLQ";
  private static final String QUEUES = SagaType.ONBOARDING.queue("");
  private static final String TOPICS = "VirtualTopic." + QUEUES;

  private final Broker broker;

  CreationLimits(Broker broker) {
    this.broker = broker;
  }

  /** Refuses one that is new and too many, with one sentence that names the cure. */
  void limit(ActiveMQDestination wanted) throws ResourceAllocationException {
    if (!wanted.isComposite()) {
      limitOne(wanted);
      return;
    }
    for (ActiveMQDestination one : wanted.getCompositeDestinations()) {
      limitOne(one);
    }
  }

  private void limitOne(ActiveMQDestination wanted) throws ResourceAllocationException {
    if (wanted.isTemporary() || isOurs(wanted)) {
      return;
    }
    Set<ActiveMQDestination> existing = broker.getDestinationMap(wanted).keySet();
    if (existing.contains(wanted)) {
      return;
    }
    boolean observer = isObserver(wanted);
    int most = observer ? OBSERVERS : OTHERS;
    long others =
        existing.stream().filter(one -> isObserver(one) == observer && !isOurs(one)).count();
    if (others >= most) {
      throw new ResourceAllocationException(sentence(wanted, observer, most));
    }
  }

  private static String sentence(ActiveMQDestination wanted, boolean observer, int most) {
    String name = wanted.getPhysicalName() + " is not created: there are " + most;
    if (observer) {
      return name + " queues of observers already. Remove the queue of an observer that is gone.";
    }
    String kind = wanted.isTopic() ? " topics" : " queues";
    return name + kind + " already. Remove" + kind + " that nobody uses.";
  }

  private static boolean isObserver(ActiveMQDestination one) {
    return one.isQueue() && one.getPhysicalName().startsWith(OBSERVER);
  }

  private static boolean isOurs(ActiveMQDestination one) {
    String name = one.getPhysicalName();
    return one.isQueue()
        ? name.startsWith(QUEUES) || name.equals(DEAD_LETTERS)
        : name.startsWith(TOPICS) || AdvisorySupport.isAdvisoryTopic(one);
  }
}
