package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of a message that no database keeps is refused, and its body is kept. */
class MessageTextsTest {

  private static final String GOOD = "{\"nombre\": \"Jos\u00e9\"}";

  private interface Spoiling {
    void of(ActiveMQMessage message, String text) throws JMSException;
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\u0000", "x\ud800", "\udc00x"})
  void each_text_beside_the_body_is_looked_at(String odd) throws Exception {
    assertRefused("JMSMessageID", (message, text) -> message.setJMSMessageID(text), odd);
    assertRefused("JMSCorrelationID", (message, text) -> message.setJMSCorrelationID(text), odd);
    assertRefused("JMSType", (message, text) -> message.setJMSType(text), odd);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\u0000", "x\ud800", "\udc00x"})
  void a_text_is_refused_and_never_read_as_another(String odd) throws Exception {
    Delivery.Rejection refused = read(text(odd)).rejection();
    assertThat(refused.kind()).isEqualTo(DeadLetterKind.MALFORMED);
    assertThat(refused.cause()).startsWith("The body:");
    assertThat(refused.head()).isEqualTo(odd);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ID:host-1234-567890:1:1:1:1",
        "ID:a bidi \u202e id 4711",
        "ID:\ud83d\ude00 smiles at number 4711"
      })
  void whole_characters_pass(String id) throws Exception {
    ActiveMQTextMessage message = text(GOOD);
    message.setJMSMessageID(id);
    Delivery read = read(message);
    assertThat(read.messageId()).isEqualTo(id);
    assertThat(read.body()).isEqualTo(GOOD);
  }

  @Test
  void a_nul_among_bytes_is_refused_too() throws Exception {
    ActiveMQBytesMessage message = new ActiveMQBytesMessage();
    message.writeBytes("{\u0000}".getBytes(StandardCharsets.UTF_8));
    message.setJMSMessageID("ID:1");
    message.reset();
    assertThat(read(message).rejection().head()).isEqualTo("{\u0000}");
  }

  private static void assertRefused(String name, Spoiling spoiling, String odd)
      throws JMSException {
    ActiveMQTextMessage message = text(GOOD);
    spoiling.of(message, odd);
    Delivery read = read(message);
    assertThat(read.rejection().cause()).startsWith(name + ":");
    assertThat(read.rejection().head()).isEqualTo(GOOD);
    assertThat(read.messageId()).doesNotContain("\u0000", "\ud800", "\udc00");
  }

  private static ActiveMQTextMessage text(String body) throws JMSException {
    ActiveMQTextMessage message = new ActiveMQTextMessage();
    message.setText(body);
    message.setJMSMessageID("ID:1");
    return message;
  }

  private static Delivery read(ActiveMQMessage message) throws JMSException {
    return MessageReader.read("q", message);
  }
}
