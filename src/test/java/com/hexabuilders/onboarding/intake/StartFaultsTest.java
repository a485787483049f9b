package com.hexabuilders.onboarding.intake;

import static com.hexabuilders.onboarding.intake.Starts.MINIMAL;
import static com.hexabuilders.onboarding.intake.Starts.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.FieldFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartFaultsTest {

  private final StartReader reader = new StartReader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"nombre\":\" \\u3000 \" | partner_data.nombre | Must not be blank.",
        "\"nombre\":\"....\" | partner_data.nombre | with a letter or digit",
        "\"nombre\":\"a\\tb\" | partner_data.nombre | on one line",
        "\"nombre\":\"a\\nb\" | partner_data.nombre | on one line",
        "\"nombre\":\"a\\u2028b\" | partner_data.nombre | on one line",
        "\"nombre\":\"a\\u0378b\" | partner_data.nombre | on one line",
        "\"nombre\":\"a\\u0007b\" | partner_data.nombre | control characters",
        "\"nombre\":7 | partner_data.nombre | Must be a string.",
        "\"nombre\":null | partner_data.nombre | Is required.",
        "\"email\":\"a@b\" | partner_data.email | at least 6",
        "\"email\":\"abc@localhost\" | partner_data.email | of the form user@host.tld",
        "\"email\":\"a..b@host.com\" | partner_data.email | of the form user@host.tld",
        "\"email\":\"a b@host.com\" | partner_data.email | of the form user@host.tld",
        "\"telefono\":\"1234\" | partner_data.telefono | 5 to 15 digits",
        "\"telefono\":\"1234567890123456\" | partner_data.telefono | 5 to 15 digits",
        "\"telefono\":\"123-456-78y9\" | partner_data.telefono | 5 to 15 digits",
        "\"telefono\":\"12+34567\" | partner_data.telefono | + only before the first",
        "\"telefono\":\"++1234567\" | partner_data.telefono | + only before the first",
        "\"telefono\":\"-1234567\" | partner_data.telefono | between them",
        "\"telefono\":\"1234567 -\" | partner_data.telefono | between them",
        "\"telefono\":\"1234567 x123456789\" | partner_data.telefono | extension",
        "\"telefono\":\"1234567 x\" | partner_data.telefono | extension",
        "\"telefono\":\"ext. 1234567\" | partner_data.telefono | extension",
        "\"telefono\":\"123 x 45678\" | partner_data.telefono | 5 to 15 digits",
        "\"telefono\":\"123\\n4567\" | partner_data.telefono | blanks . - / ( )",
        "\"tipo_partner\":\"empresa\" | partner_data.tipo_partner | Must be one of INDIVIDUAL, EMPRESA",
        "\"tipo_partner\":1 | partner_data.tipo_partner | Must be a string.",
        "\"direccion\":\"\" | partner_data.direccion | Must not be blank.",
        "\"direccion\":\"a\\u0378b\" | partner_data.direccion | no version of Unicode",
        "\"ciudad\":\"  \" | partner_data.ciudad | Must not be blank.",
        "\"pais\":\"\" | partner_data.pais | Must not be blank.",
        "\"pais\":\"a\\u0000b\" | partner_data.pais | control characters",
        "\"pais\":\"a\\ud800b\" | partner_data.pais | broken characters",
        "\"partner_id\":\"health\" | partner_data.partner_id | reserved",
        "\"partner_id\":\"-a\" | partner_data.partner_id | beginning with a letter",
        "\"partner_id\":\"a/b\" | partner_data.partner_id | beginning with a letter",
        "\"partner_id\":\"\" | partner_data.partner_id | beginning with a letter",
        "\"documents\":{} | partner_data.documents | Must be a list.",
        "\"documents\":[null] | partner_data.documents[0] | Must be an object.",
        "\"documents\":[{}] | partner_data.documents[0].type | Is required.",
        "\"documents\":[{\"type\":1}] | partner_data.documents[0].type | Must be a string.",
        "\"documents\":[{\"type\":\"A\",\"size_bytes\":-1}] | partner_data.documents[0].size_bytes | negative",
        "\"documents\":[{\"type\":\"A\",\"size_bytes\":1.5}] | partner_data.documents[0].size_bytes | whole number",
        "\"documents\":[{\"type\":\"A\",\"size_bytes\":1e999999999}] | partner_data.documents[0].size_bytes | 15 digits",
        "\"documents\":[{\"type\":\"A\",\"expires_on\":\"2030-02-30\"}] | partner_data.documents[0].expires_on | yyyy-mm-dd",
        "\"documents\":[{\"type\":\"A\",\"expires_on\":\"soon\"}] | partner_data.documents[0].expires_on | yyyy-mm-dd",
        "\"documents\":[{\"type\":\"A\",\"expires_on\":\"0000-01-01\"}] | partner_data.documents[0].expires_on | yyyy-mm-dd",
        "\"campaign_permissions\":[] | partner_data.campaign_permissions | an object or a string",
        "\"campaign_permissions\":{\"can_create_campaigns\":\"yes\"} | partner_data.campaign_permissions.can_create_campaigns | true or false",
        "\"campaign_permissions\":{\"max_monthly_budget\":-0.01} | partner_data.campaign_permissions.max_monthly_budget | negative",
        "\"campaign_permissions\":{\"max_monthly_budget\":1e-11} | partner_data.campaign_permissions.max_monthly_budget | 10 decimals",
        "\"recruitment_preferences\":{\"max_active_jobs\":\"3\"} | partner_data.recruitment_preferences.max_active_jobs | whole number",
      })
  void names_the_field_and_what_is_wrong_with_it(String field, String path, String sentence) {
    List<FieldFault> faults = faults(with(field));
    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).field()).isEqualTo(path);
    assertThat(faults.get(0).message()).contains(sentence);
  }

  @Test
  void tells_all_faults_at_once_and_repeats_no_value() {
    String body =
        """
        {"correlation_id": 5, "partner_data": {"nombre": "Secret\\tName", "email": "secret", "tipo_partner": "SECRET",
         "documents": [{"type": "IDENTITY"}, {"expires_on": "secret"}]}}
        """;
    assertThat(faults(body))
        .extracting(FieldFault::field)
        .containsExactlyInAnyOrder(
            "correlation_id",
            "partner_data.nombre",
            "partner_data.email",
            "partner_data.telefono",
            "partner_data.tipo_partner",
            "partner_data.documents[1].type",
            "partner_data.documents[1].expires_on");
    assertThat(faults(body).toString()).doesNotContainIgnoringCase("secret");
  }

  @Test
  void refuses_a_list_of_more_than_50_entries_with_one_fault() {
    String entries = "{},".repeat(100_000);
    List<FieldFault> faults =
        faults(with("\"documents\":[" + entries.substring(0, entries.length() - 1) + "]"));
    assertThat(faults).hasSizeLessThanOrEqualTo(52);
    assertThat(faults)
        .contains(new FieldFault("partner_data.documents", "Must have at most 50 entries."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | empty",
        "{\"partner_data\": | not valid JSON",
        "{\"a\":1,\"a\":2} | twice",
        "{} {} | goes on after its end",
        "'{}' | not valid JSON",
        "[] | Must be an object.",
        "null | Must be an object.",
        "3 | Must be an object."
      })
  void refuses_what_is_no_json_object(String body, String sentence) {
    assertThat(faults(body)).hasSize(1);
    assertThat(faults(body).get(0).field()).isEqualTo("body");
    assertThat(faults(body).get(0).message()).contains(sentence);
  }

  @Test
  void refuses_json_that_is_too_deep_too_large_or_has_endless_numbers() {
    assertThat(faults("[".repeat(101) + "]".repeat(101)).get(0).message()).contains("deeper");
    assertThat(faults("{\"a\":" + "1".repeat(200) + "}").get(0).message()).contains("number");
    assertThat(faults("\"" + "a".repeat(1024 * 1024) + "\"").get(0).message()).contains("1 MiB");
    assertThat(faults("{\"x\":" + "[".repeat(99) + "]".repeat(99) + "}"))
        .containsExactly(new FieldFault("partner_data", "Is required."));
  }

  @Test
  void counts_characters_after_blanks_are_gone_and_marks_are_joined() {
    String[] longest = {
      "\"nombre\":\"" + "a\u0301".repeat(200) + "\"",
      "\"direccion\":\"  " + "x".repeat(300) + "  \"",
      "\"ciudad\":\"" + "x".repeat(100) + "\",\"pais\":\"" + "x".repeat(100) + "\"",
      "\"email\":\"" + "x".repeat(64) + "@host.com\""
    };
    for (String fields : longest) {
      assertThat(reader.read(with(fields))).isInstanceOf(ReadStart.Valid.class);
      String longer = fields.replace("x\"", "xx\"").replace("x@", "xx@").replace("x  ", "xx  ");
      assertThat(faults(with(longer.replace("\u0301\"", "\u0301a\"")))).isNotEmpty();
    }
  }

  @Test
  void a_million_marks_in_the_wrong_order_cost_no_time() {
    long before = System.nanoTime();
    faults(with("\"nombre\":\"a" + "\u0315\u0300\u05ae".repeat(300_000) + "\""));
    faults(with("\"partner_id\":\"a" + "\u0315\u0300\u05ae".repeat(300_000) + "\""));
    assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\\nb", "\\u200e", "\\u0000"})
  void refuses_a_correlation_id_that_cannot_be_printed(String id) {
    assertThat(faults(MINIMAL.replace("corr-123-456", id)))
        .extracting(FieldFault::field)
        .containsExactly("correlation_id");
  }

  @Test
  void a_hostile_email_costs_no_time() {
    long before = System.nanoTime();
    faults(with("\"email\":\"" + "a".repeat(100) + "@" + "a.".repeat(70) + "1!\""));
    faults(with("\"email\":\"" + "a.".repeat(300_000) + "\""));
    assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
  }

  private List<FieldFault> faults(String body) {
    ReadStart read = reader.read(body);
    assertThat(read).isInstanceOf(ReadStart.Invalid.class);
    return ((ReadStart.Invalid) read).faults();
  }
}
