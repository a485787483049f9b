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
import java.util.List;
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

  private final int most;

  AnnouncementProducer(JmsBatchEndpoint endpoint, int most) {
    super(endpoint);
    this.most = most;
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

  private void send(Announcements announcements) throws JMSException {
    BoundSession bound = BoundSession.current();
    Session session = bound.session();
    MessageProducer producer = bound.producer();
    Map<String, Destination> topics = new HashMap<>();
    for (Announcement event : announcements.events()) {
      TextMessage message = message(session, event);
      send(producer, known(topics, event.topic(), session::createTopic), message);
    }
    for (List<Announcement> group : AggregatedEvents.groups(announcements.events(), most)) {
      String inbox = group.get(0).queue();
      if (group.size() == 1) {
        send(producer, session.createQueue(inbox), message(session, group.get(0)));
      } else {
        TextMessage many = session.createTextMessage(AggregatedEvents.join(group));
        send(producer, session.createQueue(AggregatedEvents.beside(inbox)), many);
      }
    }
  }

  private static TextMessage message(Session session, Announcement event) throws JMSException {
    TextMessage message = session.createTextMessage(event.body());
    message.setJMSType(event.type());
    message.setJMSCorrelationID(event.correlationId());
    return message;
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
