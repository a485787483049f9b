package com.hexabuilders.onboarding.api.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.Shapes;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.Reply;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Starts as people and programs really send them, by REST and over the queue. */
@WholeApplication
class StartsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int EVERY = 29;

  @Autowired ConnectionFactory connections;
  @Autowired JdbcTemplate jdbc;
  @LocalServerPort int port;

  private SagaClient client;

  @BeforeEach
  void connect() {
    client = new SagaClient(port);
  }

  private interface Drop {
    Message in(Session session) throws Exception;
  }

  @Test
  void names_and_telephones_are_read_back_exactly_by_rest_and_by_queue() throws Exception {
    List<String> names = Shapes.of("names");
    List<String> telephones = Shapes.of("telephones");
    List<Drop> drops = new ArrayList<>();
    for (int i = 0; i < names.size(); i += EVERY) {
      String body = order("shape-" + i, names.get(i), telephones.get(i % telephones.size()));
      if (i % 2 == 0) {
        assertThat(client.start(body).status()).isEqualTo(202);
      } else {
        drops.add(session -> session.createTextMessage(body));
      }
    }
    send(drops);
    for (int i = 0; i < names.size(); i += EVERY) {
      assertThat(client.awaitFinal("shape-" + i, SOON).get("status").asText())
          .isEqualTo("COMPLETED");
      JsonNode partner = client.get("/partners/shape-" + i + "?reveal=Asked+by+test.").json();
      assertThat(partner.get("nombre").asText())
          .isEqualTo(Normalizer.normalize(names.get(i), Form.NFC));
      assertThat(partner.get("telefono").asText()).isEqualTo(telephones.get(i % telephones.size()));
    }
  }

  @Test
  void equal_drops_of_one_partner_make_one_saga_whenever_they_come() throws Exception {
    String body = order("flooded", "Flooded", "12345");
    send(copies(body, 150));
    client.awaitFinal("flooded", SOON);
    send(copies(body, 60));
    send(copies(order("after-the-flood", "After", "12345"), 1));
    client.awaitFinal("after-the-flood", SOON);

    assertThat(
            jdbc.queryForList("select status from saga where partner_id = 'flooded'", String.class))
        .containsExactly("COMPLETED");
    assertThat(client.status("flooded").json().get("status").asText()).isEqualTo("COMPLETED");
    assertThat(client.get("/partners/flooded").json().get("state").asText()).isEqualTo("ACTIVO");
  }

  @Test
  void an_event_in_binary_mode_is_known_again_and_its_conversation_is_the_messages()
      throws Exception {
    String body = order("binary", "Binary", "12345");
    List<Drop> drops = new ArrayList<>();
    for (String prefix : List.of("cloudEvents_", "cloudEvents:", "ce_", "ce-")) {
      drops.add(session -> event(session, prefix, body));
    }
    drops.add(session -> event(session, "ce_", order("binary-other", "Other", "12345")));
    send(drops);
    JsonNode status = client.awaitFinal("binary", SOON);
    assertThat(status.get("correlation_id").asText()).isEqualTo("corr-jms");
    String sql = "select kind from dead_letter where partner_id = 'binary-other'";
    Awaitility.await()
        .atMost(SOON)
        .until(() -> jdbc.queryForList(sql, String.class), List.of("CONFLICT")::equals);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from saga where partner_id like 'binary%'", Integer.class))
        .isEqualTo(1);
  }

  @Test
  void a_partner_id_that_is_a_sagas_acts_on_nobody() {
    client.start(order("victim", "Victim", "12345"));
    String saga = client.awaitFinal("victim", SOON).get("saga_id").asText();
    assertThat(client.start(order(saga, "Attacker", "12345")).status()).isEqualTo(400);
    assertThat(client.status(saga).json().get("partner_id").asText()).isEqualTo("victim");
  }

  @Test
  void a_key_is_the_same_bare_and_as_a_string_and_never_two() {
    String body = order("keyed", "Keyed", "12345");
    String key = "Idempotency-Key";
    String saga = client.start(body, key, "k-1").json().get("saga_id").asText();
    client.awaitFinal("keyed", SOON);
    assertThat(client.start(body, key, "\"k-1\"").json().get("saga_id").asText()).isEqualTo(saga);
    assertThat(client.start(order("keyed", "Other", "12345"), key, "\"k-1\"").status())
        .isEqualTo(422);
    Reply two = client.start(body, key, "k-1", key, "k-1");
    assertThat(two.status()).isEqualTo(400);
    assertThat(two.json().at("/errors/0/message").asText()).contains("more than once");
  }

  private static Message event(Session session, String prefix, String body) throws Exception {
    Message message = session.createTextMessage(body);
    message.setJMSCorrelationID("corr-jms");
    message.setStringProperty(prefix + "specversion", "1.0");
    message.setStringProperty(prefix + "type", "PartnerOnboardingRequested");
    message.setStringProperty(prefix + "source", "/crm");
    message.setStringProperty(prefix + "id", "binary-1");
    return message;
  }

  private static List<Drop> copies(String body, int count) {
    return Collections.nCopies(count, session -> session.createTextMessage(body));
  }

  private void send(List<Drop> drops) throws Exception {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      MessageProducer producer =
          session.createProducer(session.createQueue("partner-onboarding.start"));
      for (Drop drop : drops) {
        producer.send(drop.in(session));
      }
    }
  }

  private static String order(String partner, String name, String telephone) {
    ObjectNode order = JSON.createObjectNode();
    order
        .putObject("partner_data")
        .put("partner_id", partner)
        .put("nombre", name)
        .put("email", "contact@" + partner + ".com")
        .put("telefono", telephone)
        .put("tipo_partner", "STARTUP");
    return order.toString();
  }
}
