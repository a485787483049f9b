package com.hexabuilders.onboarding.routing.batch;

import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.KB;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.MB;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.receive;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.send;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.sendUntilRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.Cable;
import com.hexabuilders.onboarding.routing.broker.BrokerFixture;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import org.apache.activemq.command.ActiveMQQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a consumer's connection holds and gives back when its broker refuses or it is cut off. */
class ConsumerConnectionsTest {

  private static final Destination START = new ActiveMQQueue("partner-onboarding.start");
  private static final Destination INBOX =
      new ActiveMQQueue("partner-onboarding.contract_creation");
  private static final Destination NEXT = new ActiveMQQueue("partner-onboarding.completion");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void commits_nothing_of_a_batch_of_which_it_refused_a_message(boolean byTcp) throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection other = fixture.connect()) {
      send(other, INBOX, KB);
      sendUntilRefused(other, START);
      try (Connection closed =
              byTcp ? fixture.connectAsConsumerByTcp(fixture.port()) : fixture.connect();
          Session session = closed.createSession(true, Session.SESSION_TRANSACTED);
          MessageConsumer consumer = session.createConsumer(INBOX);
          MessageProducer producer = session.createProducer(null)) {
        assertThat(consumer.receive(5_000)).isNotNull();
        producer.send(NEXT, session.createTextMessage("goes on"));
        producer.send(START, session.createTextMessage("x".repeat(MB)));
        producer.send(NEXT, session.createTextMessage("goes on"));
        assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
      }
      BrokerFixture.moveOne(other, INBOX, NEXT);
      assertThat(receive(other, NEXT)).extracting("text").isEqualTo("moved");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tells_how_many_messages_wait_for_their_reader(boolean byTcp) throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection reading =
            byTcp ? fixture.connectAsConsumerByTcp(fixture.port()) : fixture.connect();
        Session session = reading.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(INBOX)) {
      for (int i = 0; i < 3; i++) {
        send(reading, INBOX, KB);
      }
      assertThat(consumer.receive(5_000)).isNotNull();
      await().untilAsserted(() -> assertThat(ReceiveLoop.heldBy(consumer)).isEqualTo(2));
    }
  }

  @Test
  void fills_the_batches_of_one_instance_before_another_gets_any() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection sending = fixture.connect();
        Connection first = fixture.connect();
        Connection second = fixture.connectAsConsumerByTcp(fixture.port());
        Session low = second.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer overflow = reader(10).open(low);
        Session high = first.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer preferred = reader(90).open(high)) {
      for (int i = 0; i < 80; i++) {
        send(sending, INBOX, KB);
      }
      await().untilAsserted(() -> assertThat(ReceiveLoop.heldBy(preferred)).isEqualTo(80));
      assertThat(ReceiveLoop.heldBy(overflow)).isZero();
      for (int i = 0; i < 50; i++) {
        send(sending, INBOX, KB);
      }
      await().untilAsserted(() -> assertThat(ReceiveLoop.heldBy(overflow)).isEqualTo(30));
      assertThat(ReceiveLoop.heldBy(preferred)).isEqualTo(100);
    }
  }

  private static QueueReader reader(int priority) {
    return new QueueReader(null, null, "partner-onboarding.contract_creation", 50, priority);
  }

  @Test
  void gives_what_an_instance_holds_that_was_cut_off_to_another_within_a_step_s_time_out()
      throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection other = fixture.connect();
        Cable cable = Cable.to(fixture.port())) {
      Connection cutOff = fixture.connectAsConsumerByTcp(cable.port());
      send(other, INBOX, KB);
      Session session = cutOff.createSession(true, Session.SESSION_TRANSACTED);
      assertThat(session.createConsumer(INBOX).receive(5_000)).isNotNull();
      cable.cut();
      try (Session another = other.createSession(false, Session.AUTO_ACKNOWLEDGE);
          MessageConsumer next = another.createConsumer(INBOX)) {
        assertThat(next.receive(20_000)).isNotNull();
      } finally {
        cable.mend();
        closeWhatIsBroken(cutOff);
      }
    }
  }

  private static void closeWhatIsBroken(Connection connection) {
    try {
      connection.close();
    } catch (JMSException e) {
      // it has noticed the silence itself
    }
  }
}
