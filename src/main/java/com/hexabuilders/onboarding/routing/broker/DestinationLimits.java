package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.saga.SagaType;
import java.util.List;
import org.apache.activemq.broker.region.DestinationInterceptor;
import org.apache.activemq.broker.region.policy.ConstantPendingMessageLimitStrategy;
import org.apache.activemq.broker.region.policy.DiscardingDeadLetterStrategy;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.broker.region.policy.SharedDeadLetterStrategy;
import org.apache.activemq.broker.region.policy.VMPendingSubscriberMessageStoragePolicy;
import org.apache.activemq.broker.region.virtual.VirtualDestination;
import org.apache.activemq.broker.region.virtual.VirtualDestinationInterceptor;
import org.apache.activemq.broker.region.virtual.VirtualTopic;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;

/**
 * How much of the embedded broker each kind of queue may use; {@code activemq/activemq.xml} says
 * the same for a broker of its own.
 *
 * <p>The store is reserved for steps. The backlog of starts stops at 70 % of it, and what nobody
 * may ever read at 60 %, as queues that are not ours do. Measured: with the store full of starts,
 * consumers that acknowledge and send move nothing; with the start queue held at 70 %, everything.
 * An observer that does not read loses copies and never stops a saga. {@link CreationLimits} bounds
 * the number of queues.
 */
final class DestinationLimits {

  /** Percent of the store up to which the backlog of starts may fill it. */
  static final int STARTS = 70;

  private static final long MB = 1024L * 1024;

  /**
   * Messages that the broker takes into its memory when it looks for expired ones. It does so every
   * 30 seconds in every queue, whatever the queue's memory limit is.
   */
  private static final int PAGE = 8;

  private DestinationLimits() {}

  static PolicyMap policies() {
    PolicyEntry letters = queue(SagaType.ONBOARDING.queue("dead-letter"), 60, 8 * MB);
    SharedDeadLetterStrategy endSilently = new SharedDeadLetterStrategy();
    endSilently.setProcessExpired(false);
    letters.setDeadLetterStrategy(endSilently);
    letters.setProducerFlowControl(false); // nobody may ever read them: they need no memory
    letters.setSendFailIfNoSpace(true); // a batch does not wait for a copy
    PolicyEntry copies = queue("Consumer.>", 60, 8 * MB);
    copies.setSendFailIfNoSpace(true);
    PolicyMap policies = new PolicyMap();
    policies.setPolicyEntries(
        List.of(
            queue(">", 60, 16 * MB),
            queue(SagaType.ONBOARDING.queue(">"), 100, 16 * MB),
            queue(SagaType.ONBOARDING.queue("start"), STARTS, 16 * MB),
            queue("ActiveMQ.DLQ", 60, 8 * MB),
            letters,
            copies,
            topics()));
    return policies;
  }

  /** Copies of every event for {@code Consumer.<name>.VirtualTopic...} queues, dropped if full. */
  static DestinationInterceptor[] virtualTopics() {
    VirtualTopic topic = new VirtualTopic();
    topic.setName("VirtualTopic.>");
    topic.setDropOnResourceLimit(true);
    VirtualDestinationInterceptor interceptor = new VirtualDestinationInterceptor();
    interceptor.setVirtualDestinations(new VirtualDestination[] {topic});
    return new DestinationInterceptor[] {interceptor};
  }

  private static PolicyEntry queue(String name, int percentOfStore, long memory) {
    PolicyEntry entry = new PolicyEntry();
    entry.setDestination(new ActiveMQQueue(name));
    entry.setStoreUsageHighWaterMark(percentOfStore);
    entry.setMemoryLimit(memory);
    entry.setMaxExpirePageSize(PAGE);
    return entry;
  }

  /** A watcher that hangs loses events and slows nobody. */
  private static PolicyEntry topics() {
    ConstantPendingMessageLimitStrategy newest = new ConstantPendingMessageLimitStrategy();
    newest.setLimit(1_000);
    PolicyEntry entry = new PolicyEntry();
    entry.setDestination(new ActiveMQTopic(">"));
    entry.setMemoryLimit(16 * MB);
    entry.setProducerFlowControl(false);
    entry.setTopicPrefetch(500);
    entry.setPendingSubscriberPolicy(new VMPendingSubscriberMessageStoragePolicy());
    entry.setPendingMessageLimitStrategy(newest);
    entry.setDeadLetterStrategy(new DiscardingDeadLetterStrategy());
    return entry;
  }
}
