package com.hexabuilders.onboarding.proof.application;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.apache.activemq.command.ActiveMQMessage;

/** Makes a message in a session, good or bad. */
public interface Poison {

  Message in(Session session) throws JMSException;

  static Poison text(String body) {
    return session -> session.createTextMessage(body);
  }

  static Poison bytes(String body, boolean latin) {
    return session -> {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(
          body.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
      return message;
    };
  }

  static Poison compressed(String body) {
    return session -> {
      TextMessage message = session.createTextMessage(body);
      try {
        ((ActiveMQMessage) message).compress();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return message;
    };
  }

  static Message object(Session session) throws JMSException {
    return session.createObjectMessage(new Date());
  }

  static Message map(Session session) throws JMSException {
    MapMessage map = session.createMapMessage();
    map.setString("partner_data", "x");
    return map;
  }

  static String event(String type, String saga) {
    return """
    {"specversion": "1.0", "id": "1", "source": "/test", "type": "%s", "sagaid": "%s",
      "correlationid": "c", "sequence": "1", "data": {}}
    """
        .formatted(type, saga);
  }

  static String order(String partner) {
    return """
    {"partner_data": {"partner_id": "%s", "nombre": "Sample Partner", "telefono": "+1234567890",
      "email": "a@example.com", "tipo_partner": "EMPRESA"}}
    """
        .formatted(partner);
  }

  static Message named(Session session, String property, String body) throws JMSException {
    TextMessage message = session.createTextMessage(body);
    message.setStringProperty(property, "yes");
    message.setStringProperty("CAmelJmsDestinationName", "evil");
    return message;
  }
}
