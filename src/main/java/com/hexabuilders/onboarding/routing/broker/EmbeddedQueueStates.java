package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.api.stats.QueueStates;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.DestinationStatistics;
import org.apache.activemq.command.ActiveMQQueue;

/** Reads the embedded broker's counters in memory; no message is touched. */
public final class EmbeddedQueueStates implements QueueStates {

  private static final QueueState NONE = new QueueState(0, 0, 0);

  private final EmbeddedBroker broker;

  EmbeddedQueueStates(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @Override
  public Map<String, QueueState> of(Collection<String> queues) {
    BrokerService service = broker.service();
    return service == null || !service.isStarted()
        ? Map.of()
        : queues.stream()
            .distinct()
            .collect(Collectors.toMap(Function.identity(), queue -> of(service, queue)));
  }

  /** The state of one queue; zeros for a queue that does not exist. */
  public static QueueState of(BrokerService service, String queue) {
    ActiveMQQueue name = new ActiveMQQueue(queue);
    try {
      Destination found = service.getBroker().getDestinationMap(name).get(name);
      return found == null ? NONE : of(found);
    } catch (Exception e) {
      return NONE; // it is stopping
    }
  }

  private static QueueState of(Destination queue) {
    DestinationStatistics counts = queue.getDestinationStatistics();
    return new QueueState(
        counts.getMessages().getCount(),
        counts.getInflight().getCount(),
        counts.getConsumers().getCount());
  }
}
