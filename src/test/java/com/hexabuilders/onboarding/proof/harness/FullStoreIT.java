package com.hexabuilders.onboarding.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.activemq.command.ActiveMQQueue;
import org.junit.jupiter.api.Test;

/** The broker of {@code activemq/activemq.xml} when its disk has no room, and when it has again. */
class FullStoreIT {

  private static final Queue QUEUE = new ActiveMQQueue("partner-onboarding.contract_creation");
  private static final String PADDING = "x".repeat(900 * 1024);

  /** More than the file that the broker's store has made in advance. */
  private static final int MORE_THAN_A_FILE = 60;

  @Test
  void takes_more_again_when_a_full_disk_has_room_and_has_kept_what_it_took() throws JMSException {
    try (SmallDisk disk = new SmallDisk(192);
        StandaloneBroker broker = StandaloneBroker.startOn(disk.folder("store"))) {
      Set<String> taken = new HashSet<>();
      assertThat(sends(broker, "before", taken)).isTrue();
      disk.fill();
      int some = 0;
      while (some < MORE_THAN_A_FILE && sends(broker, "full-" + some, taken)) {
        some++;
      }
      assertThat(some).as("messages taken on a full disk").isBetween(1, MORE_THAN_A_FILE - 1);

      disk.makeRoom();
      await("the broker takes messages again")
          .atMost(Duration.ofSeconds(60))
          .until(() -> sends(launchedAnew(broker), "after", taken));
      assertThat(received(broker)).containsAll(taken);
    }
  }

  /** Its limit is then what the disk has left, not the share of the disk that its settings say. */
  @Test
  void takes_more_again_after_a_start_on_a_disk_with_little_room() throws JMSException {
    try (SmallDisk disk = new SmallDisk(192);
        StandaloneBroker broker = StandaloneBroker.startOn(disk.folder("store"))) {
      Set<String> taken = new HashSet<>();
      assertThat(sends(broker, "before", taken)).isTrue();
      broker.stop();
      disk.fillUpTo(16);
      broker.restart();
      int some = 0;
      while (some < MORE_THAN_A_FILE && sends(broker, "little-" + some, taken)) {
        some++;
      }
      assertThat(some).as("messages taken with little room").isLessThan(MORE_THAN_A_FILE);

      disk.makeRoom();
      await("the broker takes messages again")
          .atMost(Duration.ofSeconds(60))
          .until(() -> sends(broker, "after", taken));
      assertThat(received(broker)).containsAll(taken);
    }
  }

  /** As a supervisor does. */
  private static StandaloneBroker launchedAnew(StandaloneBroker broker) {
    if (!broker.alive()) {
      broker.restart();
    }
    return broker;
  }

  private static boolean sends(StandaloneBroker broker, String name, Set<String> taken) {
    try (Connection connection = broker.connect("operator");
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      Message message = session.createTextMessage(PADDING);
      message.setStringProperty("name", name);
      session.createProducer(QUEUE).send(message);
      session.commit();
      taken.add(name);
      return true;
    } catch (JMSException full) {
      return false;
    }
  }

  private static Set<String> received(StandaloneBroker broker) throws JMSException {
    Set<String> names = new HashSet<>();
    try (Connection connection = broker.connect("operator");
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(QUEUE)) {
      for (Message next = consumer.receive(5_000); next != null; next = consumer.receive(1_000)) {
        names.add(next.getStringProperty("name"));
      }
    }
    return names;
  }
}
