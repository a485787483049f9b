package com.hexabuilders.onboarding.proof.explorer;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.command.ActiveMQQueue;

/** Ids of all events that outsiders were told. */
final class Observers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  Observers(Connection connection) throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    session
        .createConsumer(
            new ActiveMQQueue("Consumer.explorer.VirtualTopic.partner-onboarding.events"))
        .setMessageListener(this::read);
  }

  boolean know(String eventId) {
    return ids.contains(eventId);
  }

  private void read(Message message) {
    try {
      ids.add(JSON.readTree(message.getBody(String.class)).path("id").asText());
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
