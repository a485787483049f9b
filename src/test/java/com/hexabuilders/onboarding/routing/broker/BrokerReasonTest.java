package com.hexabuilders.onboarding.routing.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.junit.jupiter.api.Test;

/** What the broker says about a message that it gave up. */
class BrokerReasonTest {

  @Test
  void names_the_cause_without_classes_and_causes_of_causes() throws Exception {
    assertThat(reason("java.lang.Throwable: Exceeded attempts:RedeliveryPolicy {x}, cause:secret"))
        .isEqualTo("The broker gave the message up: Exceeded attempts.");
  }

  @Test
  void reads_only_the_beginning_of_a_cause_of_any_length() throws Exception {
    assertThat(reason("a.".repeat(1_500_000))).hasSizeLessThan(300);
    assertThat(reason("a.".repeat(400) + "A: because")).endsWith("up: because.");
  }

  private static String reason(String cause) throws Exception {
    ActiveMQTextMessage message = new ActiveMQTextMessage();
    message.setStringProperty(ActiveMQMessage.DLQ_DELIVERY_FAILURE_CAUSE_PROPERTY, cause);
    Delivery delivery = new Delivery("ActiveMQ.DLQ", "ID:1", false, "{}", null);
    return BrokerReason.told(delivery, message).rejection().cause();
  }
}
