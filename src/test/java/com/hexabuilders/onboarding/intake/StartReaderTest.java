package com.hexabuilders.onboarding.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.FieldFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartReaderTest {

  private static final String MINIMAL =
      """
      {"partner_data": {"nombre": "TechSolutions Inc", "email": "contact@techsolutions.com",
       "telefono": "+1234567890", "tipo_partner": "EMPRESA", "preferred_contract_type": "PREMIUM"},
       "correlation_id": "corr-123-456"}
      """;

  private final StartReader reader = new StartReader();

  @Test
  void reads_the_minimal_example() {
    StartDraft draft = valid(MINIMAL);
    assertThat(draft.partnerId()).isNull();
    assertThat(draft.correlationId()).isEqualTo("corr-123-456");
    assertThat(draft.contentHash()).matches("[0-9a-f]{64}");
    assertThat(draft.partnerData().get("nombre").textValue()).isEqualTo("TechSolutions Inc");
  }

  @Test
  void the_same_content_in_another_form_has_the_same_hash() {
    String one = with("\"documents\":[{\"type\":\"IDENTITY\",\"size_bytes\":51200}]");
    String other =
        with(
            "\"documents\":[{\"size_bytes\":5.12e4,\"note\":1,\"type\":\"IDENTITY\",\"format\":null}],"
                + "\"ciudad\":null, \"unknown\": {\"a\": 1}");
    assertThat(valid(other).contentHash()).isEqualTo(valid(one).contentHash());
    assertThat(valid(other).partnerData()).isEqualTo(valid(one).partnerData());
    assertThat(valid(MINIMAL).contentHash()).isNotEqualTo(valid(one).contentHash());
  }

  @Test
  void the_correlation_id_does_not_count_as_content() {
    assertThat(valid(MINIMAL.replace("corr-123-456", "other")).contentHash())
        .isEqualTo(valid(MINIMAL).contentHash());
  }

  @Test
  void nothing_unknown_and_no_null_travels() {
    StartDraft draft = valid(with("\"campaign_permissions\":{\"x\":1,\"types\":null},\"y\":[1]"));
    assertThat(draft.partnerData().toString()).doesNotContain("null", "\"x\"", "\"y\"");
    assertThat(draft.partnerData().get("campaign_permissions")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"preferred_contract_type\":\"GALACTIC\"",
        "\"recruitment_preferences\":{\"categories\":[\"ASTROLOGY\"]}",
        "\"documents\":[{\"type\":\"SELFIE\",\"expires_on\":\"1999-01-01\"}]",
        "\"required_documents\":[\"NOTHING\"]",
        "\"campaign_permissions\":\"all of them\"",
        "\"campaign_permissions\":{\"max_monthly_budget\":999999,\"types\":[\"RADIO\"]}",
        "\"documents\":[{\"type\":\"IDENTITY\",\"review\":\"manual\"}]",
        "\"documents\":[]",
        "\"partner_id\":\"a.b_c:d@e-f\""
      })
  void leaves_to_the_steps_what_only_they_can_judge(String field) {
    assertThat(reader.read(with(field))).isInstanceOf(ReadStart.Valid.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"nombre\":\"A\" | partner_data.nombre | Must have at least 2 characters.",
        "\"nombre\":\"a<b\" | partner_data.nombre | Must be made of letters",
        "\"nombre\":\"....\" | partner_data.nombre | Must be made of letters",
        "\"nombre\":7 | partner_data.nombre | Must be a string.",
        "\"nombre\":null | partner_data.nombre | Is required.",
        "\"email\":\"a@b\" | partner_data.email | at least 6",
        "\"email\":\"abc@localhost\" | partner_data.email | of the form user@host.tld",
        "\"email\":\"a..b@host.com\" | partner_data.email | of the form user@host.tld",
        "\"email\":\"a b@host.com\" | partner_data.email | of the form user@host.tld",
        "\"telefono\":\"123456\" | partner_data.telefono | 7 to 15 digits",
        "\"telefono\":\"1234567890123456\" | partner_data.telefono | 7 to 15 digits",
        "\"telefono\":\"123-456-78x9\" | partner_data.telefono | 7 to 15 digits",
        "\"tipo_partner\":\"empresa\" | partner_data.tipo_partner | Must be one of INDIVIDUAL, EMPRESA",
        "\"tipo_partner\":1 | partner_data.tipo_partner | Must be a string.",
        "\"direccion\":\"abc\" | partner_data.direccion | at least 5",
        "\"ciudad\":\"  \" | partner_data.ciudad | Must not be blank.",
        "\"pais\":\"\" | partner_data.pais | at least 2",
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
        {"correlation_id": 5, "partner_data": {"nombre": "Secret<>Name", "email": "secret", "tipo_partner": "SECRET",
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

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\\nb", "\\u200e", "\\u0000"})
  void refuses_a_correlation_id_that_cannot_be_printed(String id) {
    assertThat(faults(MINIMAL.replace("corr-123-456", id)))
        .extracting(FieldFault::field)
        .containsExactly("correlation_id");
  }

  @Test
  void takes_a_correlation_id_of_at_most_128_characters_and_null_for_none() {
    assertThat(valid(MINIMAL.replace("corr-123-456", "ñ".repeat(128))).correlationId())
        .hasSize(128);
    assertThat(faults(MINIMAL.replace("corr-123-456", "x".repeat(129)))).hasSize(1);
    assertThat(faults(MINIMAL.replace("corr-123-456", "😀".repeat(65)))).hasSize(1);
    assertThat(valid(MINIMAL.replace("\"corr-123-456\"", "null")).correlationId()).isNull();
  }

  @Test
  void takes_names_and_addresses_of_any_language() {
    assertThat(valid(with("\"nombre\":\"Señor Ñandú & Søns, हिन्दी 株式会社\"")).partnerData())
        .isNotEmpty();
    assertThat(valid(with("\"email\":\"josé.o'neil+x@correo.español.co\"")).partnerData())
        .isNotEmpty();
  }

  @Test
  void a_hostile_email_costs_no_time() {
    long before = System.nanoTime();
    faults(with("\"email\":\"" + "a".repeat(100) + "@" + "a.".repeat(70) + "1!\""));
    faults(with("\"email\":\"" + "a.".repeat(300_000) + "\""));
    assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
  }

  private StartDraft valid(String body) {
    ReadStart read = reader.read(body);
    assertThat(read).isInstanceOf(ReadStart.Valid.class);
    return ((ReadStart.Valid) read).draft();
  }

  private List<FieldFault> faults(String body) {
    ReadStart read = reader.read(body);
    assertThat(read).isInstanceOf(ReadStart.Invalid.class);
    return ((ReadStart.Invalid) read).faults();
  }

  /** A good start in which these fields are set, replacing the good values. */
  private static String with(String fields) {
    StringBuilder body = new StringBuilder("{\"partner_data\":{");
    for (String good :
        List.of(
            "\"nombre\":\"Ana Diaz\"",
            "\"email\":\"ana@host.com\"",
            "\"telefono\":\"(123) 456-7890\"",
            "\"tipo_partner\":\"INDIVIDUAL\"")) {
      if (!fields.contains(good.substring(0, good.indexOf(':')))) {
        body.append(good).append(',');
      }
    }
    return body.append(fields).append("}}").toString();
  }
}
