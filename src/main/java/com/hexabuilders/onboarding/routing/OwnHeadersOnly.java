package com.hexabuilders.onboarding.routing;

import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Allow-list of message properties for everything that Camel's own JMS component reads or sends.
 * Only the application's own properties pass, whatever their case. So no property of a stranger
 * steers a route.
 */
@Component("ownHeadersOnly")
class OwnHeadersOnly implements HeaderFilterStrategy {

  private static final String OURS = "failure_";

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return isForeign(name);
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return isForeign(name);
  }

  private static boolean isForeign(String name) {
    return !name.toLowerCase(Locale.ROOT).startsWith(OURS);
  }
}
