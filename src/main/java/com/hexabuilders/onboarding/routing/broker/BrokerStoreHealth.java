package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.api.health.HealthProbe;
import org.apache.activemq.broker.BrokerService;

/**
 * The embedded broker's store is unhealthy while nothing more fits into it. Sagas wait then; starts
 * by REST are kept in the database.
 */
final class BrokerStoreHealth implements HealthProbe {

  private final EmbeddedBroker broker;

  BrokerStoreHealth(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @Override
  public String component() {
    return "broker_store";
  }

  @Override
  public boolean healthy() {
    BrokerService service = broker.service();
    return service != null && !service.getSystemUsage().getStoreUsage().isFull();
  }
}
