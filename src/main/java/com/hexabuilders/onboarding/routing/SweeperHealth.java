package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.api.health.HealthProbe;
import com.hexabuilders.onboarding.saga.deadline.SweeperThread;
import org.springframework.stereotype.Component;

/** The sweeper is healthy if its last sweep ended well and not long ago. */
@Component
class SweeperHealth implements HealthProbe {

  private final SweeperThread sweeper;

  SweeperHealth(SweeperThread sweeper) {
    this.sweeper = sweeper;
  }

  @Override
  public String component() {
    return "sweeper";
  }

  @Override
  public boolean healthy() {
    return sweeper.isOnTime();
  }
}
