package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.routing.batch.LockedStarts;
import com.hexabuilders.onboarding.routing.broker.EmbeddedBroker;
import com.hexabuilders.onboarding.routing.broker.EmbeddedQueueStates;
import com.hexabuilders.onboarding.saga.definition.RouteDeclaration;
import com.hexabuilders.onboarding.saga.definition.RouteDeclarations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.activemq.broker.BrokerService;

/**
 * How full the embedded broker is and how many messages wait in our queues; NaN while it does not
 * run. Reads counters in memory, no message is touched.
 */
final class BrokerMeters implements MeterBinder {

  private final EmbeddedBroker broker;
  private final RouteDeclarations declarations;

  BrokerMeters(EmbeddedBroker broker, RouteDeclarations declarations) {
    this.broker = broker;
    this.declarations = declarations;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("onboarding.broker.store.used.ratio", BrokerMeters::store)
        .description("Part of the embedded broker's store that is used, 0 to 1.")
        .register(registry);
    gauge("onboarding.broker.memory.used.ratio", BrokerMeters::memory)
        .description("Part of the embedded broker's memory that is used, 0 to 1.")
        .register(registry);
    declarations.all().stream()
        .flatMap(BrokerMeters::queues)
        .distinct()
        .forEach(
            queue ->
                gauge(
                        "onboarding.queue.messages",
                        service -> EmbeddedQueueStates.of(service, queue).messages())
                    .description("Messages of the embedded broker that nobody has acknowledged.")
                    .tag("queue", queue)
                    .register(registry));
  }

  /** Its inbox, and the queue in which starts wait for locked rows. */
  private static Stream<String> queues(RouteDeclaration route) {
    String inbox = route.parameters().getOrDefault("inbox", "");
    if (inbox.isEmpty()) {
      return Stream.empty();
    }
    return route.template().equals(RouteDeclaration.START)
        ? Stream.of(inbox, LockedStarts.beside(inbox))
        : Stream.of(inbox);
  }

  private Gauge.Builder<EmbeddedBroker> gauge(String name, ToDoubleFunction<BrokerService> value) {
    return Gauge.builder(
        name,
        broker,
        ours -> {
          BrokerService service = ours.service();
          return service == null || !service.isStarted()
              ? Double.NaN
              : value.applyAsDouble(service);
        });
  }

  private static double store(BrokerService service) {
    return service.getSystemUsage().getStoreUsage().getPercentUsage() / 100.0;
  }

  private static double memory(BrokerService service) {
    return service.getSystemUsage().getMemoryUsage().getPercentUsage() / 100.0;
  }
}
