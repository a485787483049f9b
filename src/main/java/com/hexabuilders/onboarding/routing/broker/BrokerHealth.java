package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.api.health.HealthProbe;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import org.springframework.stereotype.Component;

/** The broker is healthy if it answers the session that announces. */
@Component
class BrokerHealth implements HealthProbe {

  private final Announcer announcer;

  BrokerHealth(Announcer announcer) {
    this.announcer = announcer;
  }

  @Override
  public String component() {
    return "broker";
  }

  @Override
  public boolean healthy() {
    return announcer.brokerAnswers();
  }
}
