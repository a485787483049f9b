package com.hexabuilders.onboarding.intake;

import static com.hexabuilders.onboarding.intake.Starts.MINIMAL;
import static com.hexabuilders.onboarding.intake.Starts.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.FieldFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartReaderTest {

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
}
