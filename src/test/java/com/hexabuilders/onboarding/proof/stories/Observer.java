package com.hexabuilders.onboarding.proof.stories;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.activemq.command.ActiveMQQueue;

/** An outsider who gets a copy of every event. */
final class Observer implements AutoCloseable {

  private final Queue<JsonNode> events = new ConcurrentLinkedQueue<>();
  private final Session session;
  private volatile Consumer<JsonNode> listener = event -> {};

  Observer(Connection connection, String name) throws JMSException {
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    String queue = "Consumer." + name + ".VirtualTopic.partner-onboarding.events";
    session.createConsumer(new ActiveMQQueue(queue)).setMessageListener(this::read);
  }

  /** Calls this with every event from now on. */
  void onEvent(Consumer<JsonNode> consumer) {
    listener = consumer;
  }

  /** Events of one partner as they came. */
  List<JsonNode> of(String partnerId) {
    return events.stream()
        .filter(event -> event.path("subject").asText().equals(partnerId))
        .toList();
  }

  private void read(Message message) {
    try {
      JsonNode event = Orders.json(message.getBody(String.class));
      if (!event.path("type").asText().equals(message.getJMSType())
          || !event.path("correlationid").asText().equals(message.getJMSCorrelationID())) {
        throw new IllegalStateException("JMS headers and body differ: " + message);
      }
      events.add(event);
      listener.accept(event);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws JMSException {
    session.close();
  }
}
