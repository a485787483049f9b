package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.api.health.HealthProbe;
import org.apache.activemq.broker.BrokerService;

/**
 * The embedded broker's store is unhealthy while starts that are dropped on the queue no longer fit
 * into it. Starts by REST are kept in the database. Sagas wait only when it is full.
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
    return service != null
        && service.getSystemUsage().getStoreUsage().getPercentUsage() < DestinationLimits.STARTS;
  }
}
