package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.Poison;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many large messages that become dead letters at once stop no other message of their queue. */
@WholeApplication
class LargeLettersTest {

  private static final String START = "partner-onboarding.start";
  private static final int MANY = 40;

  /** All of them together are three times what the broker holds of their copies. */
  private static final String LARGE = "{\"large\": \"" + "x".repeat(600 * 1024) + "\"}";

  @Autowired ConnectionFactory connections;
  @Autowired CamelContext camel;
  @Autowired JdbcTemplate jdbc;

  @AfterEach
  void forget() {
    jdbc.update("delete from dead_letter where queue = ?", START);
  }

  @Test
  void the_start_behind_them_begins_its_saga() throws Exception {
    int before = letters();
    camel.getRouteController().stopRoute("start"); // so that they come in one batch
    drop();
    camel.getRouteController().startRoute("start");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(letters() - before).isEqualTo(MANY);
              assertThat(sagas()).isEqualTo(1);
            });
  }

  private void drop() throws JMSException {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(START))) {
      for (int i = 0; i < MANY; i++) {
        producer.send(session.createTextMessage(LARGE));
      }
      producer.send(session.createTextMessage(Poison.order("behind-large-ones")));
    }
  }

  private int letters() {
    return jdbc.queryForObject(
        "select count(*) from dead_letter where queue = ?", Integer.class, START);
  }

  private int sagas() {
    return jdbc.queryForObject(
        "select count(*) from saga where partner_id = 'behind-large-ones'", Integer.class);
  }
}
