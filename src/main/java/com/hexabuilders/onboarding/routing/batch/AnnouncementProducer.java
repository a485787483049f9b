package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Announcements.Announcement;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Sends the recorded events of a batch in the bound session: first the observers' copy, then the
 * inbox. Persistent, without expiry, with normal priority, whatever came in. The destinations are
 * queues of the saga's definition row; nothing of a message names one.
 */
final class AnnouncementProducer extends DefaultProducer {

  /** Property with the messages of the exchange's batch that were not handled. */
  static final String HELD_BACK = "OnboardingHeldBack";

  AnnouncementProducer(JmsBatchEndpoint endpoint) {
    super(endpoint);
  }

  @FunctionalInterface
  private interface Maker {
    Destination make(String name) throws JMSException;
  }

  @Override
  public void process(Exchange exchange) throws JMSException {
    Announcements announcements = exchange.getMessage().getBody(Announcements.class);
    if (announcements == null) {
      return;
    }
    exchange.setProperty(HELD_BACK, announcements.heldBack());
    if (!announcements.events().isEmpty()) {
      send(announcements);
    }
  }

  private static void send(Announcements announcements) throws JMSException {
    BoundSession bound = BoundSession.current();
    Session session = bound.session();
    MessageProducer producer = bound.producer();
    Map<String, Destination> topics = new HashMap<>();
    Map<String, Destination> inboxes = new HashMap<>();
    for (Announcement event : announcements.events()) {
      TextMessage message = session.createTextMessage(event.body());
      message.setJMSType(event.type());
      message.setJMSCorrelationID(event.correlationId());
      send(producer, known(topics, event.topic(), session::createTopic), message);
      if (event.queue() != null) {
        send(producer, known(inboxes, event.queue(), session::createQueue), message);
      }
    }
  }

  private static Destination known(Map<String, Destination> made, String name, Maker maker)
      throws JMSException {
    Destination destination = made.get(name);
    if (destination == null) {
      destination = maker.make(name);
      made.put(name, destination);
    }
    return destination;
  }

  private static void send(MessageProducer producer, Destination to, TextMessage message)
      throws JMSException {
    producer.send(to, message, DeliveryMode.PERSISTENT, 4, 0);
  }
}
