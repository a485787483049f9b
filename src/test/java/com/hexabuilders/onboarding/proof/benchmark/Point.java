package com.hexabuilders.onboarding.proof.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.proof.stories.Orders;

/**
 * A load to measure: how many onboardings of which kind are in flight.
 *
 * @param template a start request of {@link #SOMEBODY}
 */
record Point(String name, Scenario scenario, int inFlight, String template) {

  private static final String SOMEBODY = "somebody-0";

  static Point of(Scenario scenario, int inFlight) {
    return of(scenario, inFlight, 0);
  }

  /** With start requests of so many bytes; 0: the smallest. */
  static Point of(Scenario scenario, int inFlight, int bytes) {
    ObjectNode order = Orders.order(SOMEBODY, scenario.fields);
    Payload.fill(order, bytes);
    String size = bytes == 0 ? "" : " of %d KB".formatted(bytes / 1000);
    return new Point(
        scenario + " " + inFlight + " in flight" + size, scenario, inFlight, order.toString());
  }

  /**
   * Of scenario, number in flight and, if it matters, bytes: {@code A:64} or {@code A:64:10000}.
   */
  static Point parse(String text) {
    String[] words = text.split(":");
    return of(
        Scenario.valueOf(words[0]),
        Integer.parseInt(words[1]),
        words.length < 3 ? 0 : Integer.parseInt(words[2]));
  }

  /** A start request of this partner. */
  String order(String partnerId) {
    return template.replace(SOMEBODY, partnerId);
  }
}
