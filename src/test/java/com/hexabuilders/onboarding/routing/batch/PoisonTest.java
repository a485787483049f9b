package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.Poison;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Messages that nobody can use become dead letters with a reason, and the queues go on. */
@WholeApplication
class PoisonTest {
  private static final String START = "partner-onboarding.start";
  private static final String STEP = "partner-onboarding.contract_creation";

  /** No other test drops this. */
  private static final String COPIED = "{\"copied\": true}";

  @Autowired ConnectionFactory connections;
  @Autowired JdbcTemplate jdbc;

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource
  void becomes_a_dead_letter(String name, String queue, String kind, Poison poison)
      throws Exception {
    String id = send(queue, poison);
    Map<String, Object> letter = awaitLetter(queue, id);
    assertThat(letter.get("kind")).isEqualTo(kind);
    assertThat((String) letter.get("cause")).isNotBlank();
    assertThat(letter.get("state")).isEqualTo("OPEN");
    assertThat(startsAgain(name)).isTrue();
  }

  static List<Arguments> becomes_a_dead_letter() {
    return List.of(
        Arguments.of("truncated JSON", START, "MALFORMED", Poison.text("{\"partner_data\": {")),
        Arguments.of("deep JSON", START, "MALFORMED", Poison.text("[".repeat(10_000))),
        Arguments.of("missing fields", START, "MALFORMED", Poison.text("{\"partner_data\": {}}")),
        Arguments.of("empty text", START, "MALFORMED", Poison.text("")),
        Arguments.of("no text", START, "MALFORMED", Poison.text(null)),
        Arguments.of("two megabytes", START, "TOO_LARGE", Poison.text("x".repeat(2_000_000))),
        Arguments.of(
            "much in little", START, "TOO_LARGE", Poison.compressed("0".repeat(20_000_000))),
        Arguments.of("little compressed", START, "MALFORMED", Poison.compressed("{}")),
        Arguments.of(
            "half a character",
            START,
            "MALFORMED",
            Poison.text(Poison.order("half").replace("EMPRESA", "EMPRESA\", \"pais\": \"\ud800"))),
        Arguments.of(
            "half a character in an id",
            START,
            "MALFORMED",
            Poison.text(
                Poison.event("PartnerOnboardingRequested", "x")
                    .replace("\"1\"", "\"\\ud800\"")
                    .replace("{}", Poison.order("half-id")))),
        Arguments.of(
            "latin bytes",
            START,
            "MALFORMED",
            Poison.bytes(
                Poison.order("latin").replace("EMPRESA", "EMPRESA\", \"pais\": \"Per\u00fa"),
                true)),
        Arguments.of("an object", START, "UNSUPPORTED_MESSAGE", (Poison) Poison::object),
        Arguments.of("a map", START, "UNSUPPORTED_MESSAGE", (Poison) Poison::map),
        Arguments.of(
            "a stream", START, "UNSUPPORTED_MESSAGE", (Poison) Session::createStreamMessage),
        Arguments.of(
            "a strange event", START, "UNKNOWN_TYPE", Poison.text(Poison.event("Strange", "x"))),
        Arguments.of("a map", STEP, "UNSUPPORTED_MESSAGE", (Poison) Poison::map),
        Arguments.of("a huge number", START, "MALFORMED", Poison.text("{\"x\": 1e2147483648}")),
        Arguments.of("a huge number", STEP, "MALFORMED", Poison.text("{\"x\": 1e2147483648}")),
        Arguments.of("no event", STEP, "MALFORMED", Poison.text("{}")),
        Arguments.of(
            "an event without a saga",
            STEP,
            "UNKNOWN_SAGA",
            Poison.text(
                Poison.event(
                    "PartnerRegistrationCompleted", "0f0e0d0c-0000-4000-8000-000000000000"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.lang.Throwable: Message Expired. Expiration:17 | EXPIRED   | expired before it was read
          java.lang.Throwable: Delivery[7] exceeds redelivery policy limit:x, cause:Ann | EXHAUSTED | up: Delivery[7] exceeds redelivery policy limit:x.
          java.lang.Throwable: duplicate from store for queue://a | EXHAUSTED | gave the message up: duplicate from store
          ''                                                  | EXHAUSTED | did not say why
          """)
  void what_the_broker_gave_up_tells_the_brokers_reason(String said, String kind, String cause)
      throws Exception {
    String partner = "given-up-" + said.length();
    String id =
        send(
            "ActiveMQ.DLQ",
            session -> {
              Message message = session.createTextMessage(Poison.order(partner));
              message.setStringProperty("dlqDeliveryFailureCause", said);
              return message;
            });
    Map<String, Object> letter = awaitLetter("ActiveMQ.DLQ", id);
    assertThat(letter.get("kind")).isEqualTo(kind);
    assertThat((String) letter.get("cause")).contains(cause).doesNotContain("Ann");
    String body =
        "select count(*) from personal_data where content like '%' || ? || '%' and subject_id in"
            + " (select id from dead_letter)";
    assertThat(count(body, partner)).isOne();
    assertThat(count("select count(*) from saga where partner_id = ?", partner)).isZero();
  }

  @Test
  void the_copy_for_outsiders_says_why_and_carries_no_foreign_property() throws Exception {
    String id = send(START, session -> Poison.named(session, "evil", COPIED));
    awaitLetter(START, id);
    Message copy =
        inSession(
            session -> {
              Queue letters = session.createQueue("partner-onboarding.dead-letter");
              try (MessageConsumer consumer = session.createConsumer(letters)) {
                Message next = consumer.receive(5_000);
                while (next != null && !COPIED.equals(((TextMessage) next).getText())) {
                  next = consumer.receive(5_000);
                }
                return next;
              }
            });

    assertThat(copy.getStringProperty("failure_kind")).isEqualTo("MALFORMED");
    assertThat(copy.getStringProperty("failure_queue")).isEqualTo(START);
    assertThat(copy.getStringProperty("failure_cause")).isNotBlank();
    assertThat(copy.getStringProperty("failure_time")).endsWith("Z");
    assertThat(copy.getStringProperty("evil")).isNull();
    assertThat(copy.getStringProperty("OnboardingBatchSize")).isNull();
    assertThat(new Date(copy.getJMSExpiration())).isInTheFuture();
  }

  private boolean startsAgain(String name) throws Exception {
    String partner = "after-" + name.replace(' ', '-') + "-" + System.nanoTime();
    send(START, Poison.text(Poison.order(partner)));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> count("select count(*) from saga where partner_id = ?", partner) == 1);
    return true;
  }

  private Map<String, Object> awaitLetter(String queue, String messageId) {
    String sql = "select kind, cause, state from dead_letter where queue = ? and message_id = ?";
    return await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> jdbc.queryForList(sql, queue, messageId), found -> !found.isEmpty())
        .get(0);
  }

  private int count(String sql, String argument) {
    return jdbc.queryForObject(sql, Integer.class, argument);
  }

  private String send(String queue, Poison poison) throws Exception {
    return inSession(
        session -> {
          Message message = poison.in(session);
          session.createProducer(session.createQueue(queue)).send(message);
          return message.getJMSMessageID();
        });
  }

  private interface Work<T> {
    T in(Session session) throws JMSException;
  }

  private <T> T inSession(Work<T> work) throws JMSException {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      return work.in(session);
    }
  }
}
