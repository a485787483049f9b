package com.hexabuilders.onboarding.security;

import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Ends the intake of requests when the drain is over and before any part of the application stops.
 * It takes no further connection, then no further request. Then it waits until the requests that
 * were let in have reached their routes. Camel and the web server wait for those.
 */
@Component
class LastRequests implements ApplicationListener<ContextClosedEvent>, Ordered {

  /** Time in which a request arrives whose connection was taken. */
  private static final Duration ARRIVAL = Duration.ofMillis(100);

  private static final Duration STEP = Duration.ofMillis(10);
  private static final int MOST_STEPS = 200;

  private final AvailabilityFilter requests;

  LastRequests(AvailabilityFilter requests) {
    this.requests = requests;
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent closing) {
    if (closing.getApplicationContext() instanceof ServletWebServerApplicationContext context
        && context.getWebServer() instanceof TomcatWebServer server) {
      for (Connector connector : server.getTomcat().getService().findConnectors()) {
        connector.getProtocolHandler().closeServerSocketGraceful();
      }
      pause(ARRIVAL);
      requests.close();
      for (int step = 0; step < MOST_STEPS && !requests.isEmpty(); step++) {
        pause(STEP);
      }
    }
  }

  private static void pause(Duration moment) {
    try {
      Thread.sleep(moment.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Comes after the drain, which is the first of all, and before all other listeners. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }
}
