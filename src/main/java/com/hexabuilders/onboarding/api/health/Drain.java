package com.hexabuilders.onboarding.api.health;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Delays the stop of the application until its load balancer has seen that it is not ready. The
 * application is not ready as soon as it is asked to end. It goes on working and answering for the
 * drain time. Only after that time is anything stopped.
 */
@Component
@EnableConfigurationProperties(DrainSettings.class)
class Drain implements ApplicationListener<ContextClosedEvent>, Ordered {

  private final Duration moment;

  Drain(DrainSettings settings) {
    this.moment = settings.drain();
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent closing) {
    try {
      Thread.sleep(moment.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Comes before every listener that stops something because of the same event. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
