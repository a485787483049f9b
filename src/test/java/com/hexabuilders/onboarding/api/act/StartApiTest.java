package com.hexabuilders.onboarding.api.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.IdempotencyKey;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.Role;
import com.hexabuilders.onboarding.intake.StartReader;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller is told of sagas that it may not see. */
class StartApiTest {

  private static final String START =
      """
      {"partner_data": {"partner_id": "acme", "nombre": "Acme", "email": "a@acme.com",
       "telefono": "12345", "tipo_partner": "EMPRESA"}, "correlation_id": "corr-mine"}
      """;
  private static final Caller SHOP = new Caller("shop", Set.of(Role.CLIENT), "10.0.0.1");
  private static final Caller VIEWER =
      new Caller("eve", Set.of(Role.CLIENT, Role.VIEWER), "10.0.0.2");

  private final AtomicReference<StartRequest> asked = new AtomicReference<>();

  @Test
  void a_copy_of_anothers_start_is_told_none_of_its_ids() {
    StartResult theirs = accepted("another");
    Reply reply = start(theirs, SHOP);
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.headers()).containsEntry("Idempotent-Replayed", "true");
    assertThat(reply.headers().values() + " " + reply.body())
        .doesNotContain("s-theirs", "corr-theirs");
    assertThat(reply.body().get("partner_id").asText()).isEqualTo("acme");
    assertThat(reply.body().get("correlation_id").asText()).isEqualTo("corr-mine");
    assertThat(start(accepted(null), SHOP).body().toString()).doesNotContain("s-theirs");
    assertThat(start(theirs, VIEWER).body().get("saga_id").asText()).isEqualTo("s-theirs");
    assertThat(start(accepted("shop"), SHOP).body().get("saga_id").asText()).isEqualTo("s-theirs");
  }

  @Test
  void a_conflict_with_anothers_saga_does_not_name_it() {
    StartResult theirs = new StartResult.PartnerBusy("s-theirs", "another");
    Reply reply = start(theirs, SHOP);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.body().toString()).doesNotContain("s-theirs");
    assertThat(start(theirs, VIEWER).body().get("saga_id").asText()).isEqualTo("s-theirs");
    StartResult ours = new StartResult.PartnerBusy("s-ours", "shop");
    assertThat(start(ours, SHOP).body().get("saga_id").asText()).isEqualTo("s-ours");
  }

  @Test
  void the_id_of_a_saga_is_a_fault_of_partner_id() {
    Reply reply = start(new StartResult.PartnerIdTaken(), SHOP);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo("partner_data.partner_id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "k | k",
        "\"k\" | k",
        "\"a \\\"b\\\" \\\\c\" | a \"b\" \\c",
        "\"k | \"k",
        "k\" | k\"",
        "a, b | a, b",
        "\"a\"b\" | \"a\"b\"",
        "`\"a\", \"b\"` |",
        "\"\" |",
        "\u00e9 |"
      })
  void a_key_is_read_bare_or_as_a_string(String given, String key) {
    IdempotencyKey read = IdempotencyKey.read(given);
    assertThat(read.value()).isEqualTo(key);
    assertThat(read.faults()).hasSize(key == null ? 1 : 0);
  }

  @Test
  void an_endless_key_costs_no_time() {
    assertThat(IdempotencyKey.read("k\nk").faults()).hasSize(1);
    assertThat(IdempotencyKey.read("\"" + "\\\"".repeat(500_000) + "\"").faults()).hasSize(1);
    assertThat(IdempotencyKey.read("\"" + "\\\"".repeat(250) + "\"").value()).hasSize(250);
  }

  private Reply start(StartResult result, Caller caller) {
    StartApi api =
        new StartApi(
            new StartReader(),
            request -> {
              asked.set(request);
              return result;
            });
    Reply reply = api.start(START, null, "key", null, caller);
    assertThat(asked.get().startedBy()).isEqualTo(caller.name());
    return reply;
  }

  private static StartResult accepted(String startedBy) {
    return new StartResult.Accepted(
        "s-theirs", "acme", "corr-theirs", Instant.EPOCH, true, startedBy);
  }
}
