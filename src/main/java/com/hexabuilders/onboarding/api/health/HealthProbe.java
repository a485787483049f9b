package com.hexabuilders.onboarding.api.health;

/** Port: really asks one component whether it works. */
public interface HealthProbe {

  /** Name of the component: database, broker, routes, sweeper or dead_letters. */
  String component();

  /** True if it answered as it should; an exception or no answer in 3 s counts as false. */
  boolean healthy();

  /** Why it is not healthy, in one sentence for operators; null if its name says enough. */
  default String reason() {
    return null;
  }
}
