package com.hexabuilders.onboarding.proof.fuzz;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Random;

/** Sends made-up messages to the queues of the application. */
final class FuzzedMessages implements AutoCloseable {

  static final String START = "partner-onboarding.start";

  static final List<String> STEPS =
      List.of(
          "partner-onboarding.partner_registration",
          "partner-onboarding.contract_creation",
          "partner-onboarding.document_verification",
          "partner-onboarding.campaigns_enabled",
          "partner-onboarding.recruitment_setup",
          "partner-onboarding.completion",
          "partner-onboarding.contract_creation.undo",
          "partner-onboarding.partner_registration.undo");

  private static final List<String> PROPERTIES =
      List.of(
          "CAmelJmsDestinationName",
          "operationName",
          "JMSXGroupID",
          "OnboardingBatchSize",
          "failure_kind",
          "org_apache_camel_x");

  private final Connection connection;
  private final Session session;
  private final MessageProducer producer;

  FuzzedMessages(ConnectionFactory connections) throws JMSException {
    connection = connections.createConnection();
    connection.start();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    producer = session.createProducer(null);
  }

  /** Sends one, as text or bytes. */
  void send(FuzzedInput input, String saga) throws JMSException {
    Random random = new Random(input.chance());
    String queue =
        input.to() == FuzzedInput.To.START_QUEUE ? START : STEPS.get(random.nextInt(STEPS.size()));
    Message message = random.nextInt(3) == 0 ? bytes(input) : text(input, saga);
    if (random.nextInt(4) == 0) {
      message.setStringProperty(PROPERTIES.get(random.nextInt(PROPERTIES.size())), "evil");
    }
    spoil(message, random);
    producer.send(session.createQueue(queue), message);
  }

  /** Hostile text beside the body, as only a message can have it: no encoding has checked it. */
  private static void spoil(Message message, Random random) throws JMSException {
    switch (random.nextInt(24)) {
      case 0 -> message.setJMSCorrelationID(HostileText.any(random));
      case 1 -> message.setJMSType(HostileText.any(random));
      case 2 -> message.setStringProperty("traceparent", HostileText.any(random));
      case 3 -> message.setStringProperty("JMSXGroupID", HostileText.any(random));
      case 4 -> {
        if (message instanceof TextMessage text) {
          text.setText(text.getText() + HostileText.any(random));
        }
      }
      default -> {}
    }
  }

  private Message text(FuzzedInput input, String saga) throws JMSException {
    return session.createTextMessage(input.text(saga));
  }

  private Message bytes(FuzzedInput input) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(input.body());
    return message;
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
