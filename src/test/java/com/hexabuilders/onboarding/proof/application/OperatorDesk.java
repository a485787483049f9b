package com.hexabuilders.onboarding.proof.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes dead letters in the whole application, for an operator to deal with. */
public final class OperatorDesk {

  /** The last step; when it breaks, it waits for a person at once, and so does its undo. */
  public static final String LAST = "recruitment_setup";

  private final HttpCaller http;
  private final ChaosParticipants chaos;
  private final ConnectionFactory connections;
  private final JdbcTemplate jdbc;

  public OperatorDesk(
      HttpCaller http, ChaosParticipants chaos, ConnectionFactory connections, JdbcTemplate jdbc) {
    this.http = http;
    this.chaos = chaos;
    this.connections = connections;
    this.jdbc = jdbc;
  }

  public static void breakIf(boolean broken) {
    if (broken) {
      throw new IllegalStateException("a secret of the partner");
    }
  }

  public String suspended(String partner) {
    chaos.before(LAST, partner, () -> breakIf(true));
    start(partner);
    return letterOf(partner);
  }

  public String letterOf(String partner) {
    String sql = "select id from dead_letter where partner_id = ? and state = 'OPEN'";
    return await()
        .until(() -> jdbc.queryForList(sql, String.class, partner), found -> !found.isEmpty())
        .get(0);
  }

  /** Drops a start that is given up, and returns its letter. */
  public String dropped(String body, String kind) throws JMSException {
    String message = drop(body);
    String sql = "select id from dead_letter where message_id = ? and kind = ?";
    return await()
        .until(() -> jdbc.queryForList(sql, String.class, message, kind), found -> !found.isEmpty())
        .get(0);
  }

  public String drop(String body) throws JMSException {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession()) {
      TextMessage message = session.createTextMessage(body);
      session.createProducer(session.createQueue("partner-onboarding.start")).send(message);
      return message.getJMSMessageID();
    }
  }

  public void start(String partner) {
    assertThat(http.post(HttpCaller.STARTS, order(partner, "BASIC")).status()).isEqualTo(202);
  }

  public static String order(String partner, String contract) {
    return """
    {"partner_data": {"partner_id": "%s", "nombre": "Sample Partner", "telefono": "+1234567890",
      "email": "%s@example.com", "tipo_partner": "EMPRESA", "preferred_contract_type": "%s"}}
    """
        .formatted(partner, partner, contract);
  }

  public JsonNode awaitStatus(String partner, String status) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> http.get("/sagas/" + partner + "/status").body(),
            body -> body.at("/status").asText().equals(status));
  }
}
