package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.Optional;

/**
 * Reads a CloudEvent in binary mode: its attributes are message properties with a common prefix.
 * The AMQP binding of CloudEvents defines {@code cloudEvents_} and {@code cloudEvents:}; the
 * bindings for Kafka and HTTP, which bridges copy, {@code ce_} and {@code ce-}.
 */
final class EventProperties {

  private static final List<String> PREFIXES =
      List.of("cloudEvents_", "cloudEvents:", "ce_", "ce-");

  private EventProperties() {}

  /** The event, of the first prefix under which there is a specversion; empty if there is none. */
  static Optional<Delivery.Event> read(Message message) {
    return PREFIXES.stream()
        .filter(prefix -> text(message, prefix + "specversion") != null)
        .findFirst()
        .map(
            prefix ->
                new Delivery.Event(
                    text(message, prefix + "specversion"),
                    text(message, prefix + "type"),
                    text(message, prefix + "source"),
                    text(message, prefix + "id"),
                    text(message, prefix + "correlationid"),
                    text(message, prefix + "traceparent")));
  }

  /** Any text; whoever uses it checks it. A property that cannot be read is none. */
  static String text(Message message, String property) {
    try {
      return message.getStringProperty(property);
    } catch (JMSException | RuntimeException e) {
      return null;
    }
  }
}
