package com.hexabuilders.onboarding.api;

import static com.hexabuilders.onboarding.proof.application.OperatorClient.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.DatabaseDump;
import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.application.OperatorDesk;
import com.hexabuilders.onboarding.proof.application.SeenLines;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.Reply;
import jakarta.jms.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A caller mixes up fields, and so puts what is personal where nobody expects it. */
@WholeApplication
class MixedUpFieldsTest {

  /** Values of a person, each in a form of its own; a number where only a number is taken. */
  private static final List<String> PERSONAL =
      List.of(
          "\"magpie.mail@example.com\"",
          "\"+34 609 555 019\"",
          "\"Magpie Pérez\"",
          "\"magpie\"",
          "\"50990190Z\"",
          "\"1981-05-17\"",
          "34609555019");

  /** As much of them as must be found nowhere, in lower case. */
  private static final String[] FOUND = {"magpie", "609 555", "609555", "50990190", "1981-05-17"};

  /** All fields of a start that have no form of their own and are no id. */
  private static final List<String> FIELDS =
      List.of(
          "/tipo_partner",
          "/preferred_contract_type",
          "/required_documents/0",
          "/documents/0/type",
          "/documents/0/format",
          "/documents/0/size_bytes",
          "/documents/0/expires_on",
          "/documents/0/review",
          "/campaign_permissions/can_create_campaigns",
          "/campaign_permissions/max_monthly_budget",
          "/campaign_permissions/types/0",
          "/campaign_permissions",
          "/recruitment_preferences/can_post_jobs",
          "/recruitment_preferences/max_active_jobs",
          "/recruitment_preferences/categories/0",
          "/recruitment_preferences");

  private static final String WHOLE =
      """
      {"nombre": "Whole", "email": "whole@example.org", "telefono": "+570000000",
       "tipo_partner": "EMPRESA", "preferred_contract_type": "BASIC", "required_documents": ["IDENTITY"],
       "documents": [{"type": "IDENTITY", "format": "pdf", "size_bytes": 1, "expires_on": "2090-01-01",
         "review": "no"}],
       "campaign_permissions": {"can_create_campaigns": true, "max_monthly_budget": 1, "types": ["DISPLAY"]},
       "recruitment_preferences": {"can_post_jobs": true, "max_active_jobs": 1, "categories": ["SALES"]}}
      """;

  @Autowired ChaosParticipants chaos;
  @Autowired ConnectionFactory connections;
  @Autowired DataSource database;
  @Autowired JdbcTemplate jdbc;
  @LocalServerPort int port;

  private final ObjectMapper json = new ObjectMapper();
  private final SeenLines lines = new SeenLines();

  @BeforeEach
  void listen() {
    lines.listen();
  }

  @AfterEach
  void leave() {
    lines.leave();
  }

  @Test
  void no_reason_event_letter_audit_or_log_line_repeats_what_is_in_the_wrong_field()
      throws Exception {
    OperatorClient http = new OperatorClient(port);
    OperatorDesk desk = new OperatorDesk(new HttpCaller(port), chaos, connections, jdbc);
    List<String> started = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (String field : FIELDS) {
      for (String value : PERSONAL) {
        String start = "{\"partner_data\": " + with(field, json.readTree(value)) + "}";
        Reply reply = http.post("/sagas/partner-onboarding", start);
        if (reply.status() == 202) {
          started.add(reply.json().get("saga_id").asText());
        } else {
          assertThat(reply.status()).isEqualTo(400);
          refused.add(desk.drop(start));
        }
      }
    }
    assertThat(started).hasSizeGreaterThan(40);
    assertThat(refused).hasSizeGreaterThan(40);
    await().atMost(SOON).until(() -> letters(refused), count -> count == refused.size());
    started.forEach(saga -> http.awaitFinal(saga, SOON));
    assertThat(everythingButPersonalTables()).doesNotContain(FOUND);
    lines.list.stream()
        .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
        .map(
            line -> (line.getFormattedMessage() + line.getKeyValuePairs()).toLowerCase(Locale.ROOT))
        .forEach(line -> assertThat(line).doesNotContain(FOUND));
  }

  private int letters(List<String> messages) {
    String sql =
        "select count(*) from dead_letter where kind = 'MALFORMED' and message_id = any(?)";
    return jdbc.queryForObject(sql, Integer.class, (Object) messages.toArray(String[]::new));
  }

  private String everythingButPersonalTables() {
    return String.join(
        "\n",
        new DatabaseDump(database)
            .text()
            .lines()
            .filter(row -> !row.startsWith("personal_data ") && !row.startsWith("partner "))
            .toList());
  }

  /** The start with this value in this field. */
  private String with(String field, JsonNode value) throws Exception {
    ObjectNode start = (ObjectNode) json.readTree(WHOLE);
    int last = field.lastIndexOf('/');
    String name = field.substring(last + 1);
    JsonNode parent = start.at(field.substring(0, last));
    if (parent instanceof ObjectNode object) {
      object.set(name, value);
    } else {
      ((ArrayNode) parent).set(0, value);
    }
    return start.toString();
  }
}
