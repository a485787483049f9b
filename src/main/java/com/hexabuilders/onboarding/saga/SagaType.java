package com.hexabuilders.onboarding.saga;

import java.util.regex.Pattern;

/**
 * Type of a saga, as the route file of its start names it. The names on the wire that belong to one
 * type derive from it: queues, the observers' topic, the REST address and the source of events.
 *
 * @param name lower case with underscores, e.g. {@code partner_onboarding}
 */
public record SagaType(String name) {

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  /** The type of what {@code intake} reads, and the one whose name the product bears. */
  public static final SagaType ONBOARDING = new SagaType("partner_onboarding");

  public SagaType {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException("A saga type has lower case letters, digits and _ only.");
    }
  }

  /** Returns the name as addresses and queues have it, e.g. {@code partner-onboarding}. */
  public String address() {
    return name.replace('_', '-');
  }

  /** Returns the name of one of the type's queues, e.g. {@code partner-onboarding.start}. */
  public String queue(String part) {
    return address() + "." + part;
  }

  /** Returns the topic on which observers get the type's events. */
  public String events() {
    return "VirtualTopic." + queue("events");
  }

  /** Returns the source of events that a saga itself announces. */
  public String source() {
    return "/" + address();
  }
}
