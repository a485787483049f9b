package com.hexabuilders.onboarding.routing.batch;

import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hexabuilders.onboarding.proof.application.SeenLines;
import com.hexabuilders.onboarding.routing.broker.BrokerFixture;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a start in the queue for locked ones, and what its reader says of it. */
class MovedStartsTest {

  private static final ActiveMQQueue START = new ActiveMQQueue("partner-onboarding.start");
  private static final ActiveMQQueue LOCKED =
      new ActiveMQQueue(LockedStarts.beside(START.getPhysicalName()));
  private static final ActiveMQQueue GIVEN_UP =
      new ActiveMQQueue(MessageIdentity.BROKER_DEAD_LETTERS);
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long NEVER = 0;
  private static final long LONG_AGO = 1;

  @TempDir Path folder;

  @Test
  void expires_when_it_would_have_expired_where_it_came_from() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder.resolve("data"));
        Connection connection = fixture.connect()) {
      long expiration = drop(connection, 30 * MINUTE).getJMSExpiration() + 60 * MINUTE;
      move(connection, expiration);
      assertThat(receive(connection, LOCKED).getJMSExpiration())
          .isCloseTo(expiration, within(MINUTE));

      drop(connection, NEVER);
      move(connection, NEVER);
      assertThat(receive(connection, LOCKED).getJMSExpiration()).isEqualTo(NEVER);
    }
  }

  @Test
  void one_that_expires_there_is_given_up_as_the_start_it_was() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder.resolve("data"));
        Connection connection = fixture.connect()) {
      String id = drop(connection, 30 * MINUTE).getJMSMessageID();
      move(connection, LONG_AGO);
      assertThat(receive(connection, LOCKED)).isNull();
      Delivery letter =
          MessageReader.read(GIVEN_UP.getPhysicalName(), receive(connection, GIVEN_UP));

      assertThat(letter.rejection().kind()).isEqualTo(DeadLetterKind.EXPIRED);
      assertThat(letter.queue()).isEqualTo(START.getPhysicalName());
      assertThat(letter.messageId()).isEqualTo(id);
    }
  }

  /** So that its reader asks whether it is a suspect of a hang, and handles it alone then. */
  @Test
  void counts_as_received_before() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder.resolve("data"));
        Connection connection = fixture.connect()) {
      drop(connection, NEVER);
      move(connection, NEVER);
      Message moved = receive(connection, LOCKED);

      assertThat(moved.getJMSRedelivered()).isFalse();
      assertThat(MessageReader.read(LOCKED.getPhysicalName(), moved).redelivered()).isTrue();
    }
  }

  @Test
  void a_browser_finds_it_while_its_reader_has_it() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder.resolve("data"));
        Connection connection = fixture.connect();
        Connection operator = fixture.connectByTcp("", "");
        Session reading = connection.createSession(true, Session.SESSION_TRANSACTED);
        Session looking = operator.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      drop(connection, NEVER);
      move(connection, NEVER);
      assertThat(reading.createConsumer(LOCKED).receive(3_000)).isNotNull();

      Enumeration<?> found = looking.createBrowser(LOCKED).getEnumeration();
      assertThat(Collections.list(found)).hasSize(1);
    }
  }

  @Test
  void is_tried_once_a_second_by_the_same_reader() throws JMSException {
    AtomicLong time = new AtomicLong();
    LockedStarts reader = new LockedStarts(LOCKED.getPhysicalName(), time::get);
    Message start = new ActiveMQTextMessage();
    start.setStringProperty(LockedStarts.ID, "id");
    assertThat(reader.millisUntilTurn(start)).isZero();
    reader.committed(List.of(new Delivery(START.getPhysicalName(), "id", false, "body", null)));
    time.addAndGet(Duration.ofMillis(400).toNanos());
    assertThat(reader.millisUntilTurn(start)).isEqualTo(600);
    time.addAndGet(Duration.ofMillis(601).toNanos());
    assertThat(reader.millisUntilTurn(start)).isZero();
  }

  @Test
  void its_reader_says_once_a_minute_that_starts_still_wait() {
    SeenLines lines = new SeenLines();
    AtomicLong time = new AtomicLong();
    LockedStarts reader = new LockedStarts(LOCKED.getPhysicalName(), time::get);
    lines.listen();
    try {
      assertThat(saidAfter(0, reader, time, lines)).isZero();
      assertThat(saidAfter(60, reader, time, lines)).isZero();
      assertThat(saidAfter(61, reader, time, lines)).isEqualTo(1);
      assertThat(saidAfter(121, reader, time, lines)).isEqualTo(1);
      assertThat(saidAfter(122, reader, time, lines)).isEqualTo(2);
      time.set(Duration.ofHours(1).toNanos());
      reader.committed(List.of());
      assertThat(said(lines)).as("nothing waits").isEqualTo(2);
    } finally {
      lines.leave();
    }
  }

  private static long saidAfter(
      int seconds, LockedStarts reader, AtomicLong time, SeenLines lines) {
    time.set(Duration.ofSeconds(seconds).toNanos());
    reader.committed(List.of(new Delivery(START.getPhysicalName(), "id", false, "body", null)));
    return said(lines);
  }

  private static long said(SeenLines lines) {
    String line = "Starts in " + LOCKED.getPhysicalName() + " still wait for rows";
    return lines.list.stream().filter(one -> one.getFormattedMessage().startsWith(line)).count();
  }

  private static Message drop(Connection connection, long timeToLive) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      Message start = session.createTextMessage("{}");
      session.createProducer(START).send(start, DeliveryMode.PERSISTENT, 4, timeToLive);
      return start;
    }
  }

  /** Moves a start that expires then, as far as its reader knows. */
  private static void move(Connection connection, long expiration) throws JMSException {
    ActiveMQConnectionFactory any = new ActiveMQConnectionFactory();
    try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        BoundSession bound = BoundSession.bind(any, connection, session)) {
      Message start = session.createConsumer(START).receive(3_000);
      start.setJMSExpiration(expiration);
      Delivery delivery = MessageReader.read(START.getPhysicalName(), start);
      LockedStarts.move(start, delivery, LOCKED.getPhysicalName());
      bound.session().commit();
    }
  }
}
