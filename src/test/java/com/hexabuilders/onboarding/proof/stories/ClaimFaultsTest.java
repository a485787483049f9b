package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each question about reservations has no answer while all is well, and finds a planted fault. */
class ClaimFaultsTest {

  /** By the sentence that is true after the statement. */
  private static final Map<String, String> PLANTED = new LinkedHashMap<>();

  static {
    PLANTED.put(
        "I1 an e-mail is reserved for a partner that does not use it",
        "update partner set state = 'INACTIVO'");
    PLANTED.put(
        "I1 a partner uses an e-mail that nobody has reserved",
        "delete from claim where kind = 'live-email'");
    PLANTED.put(
        "I1 a contract that is not live keeps its partner from another",
        "update contract set state = 'TERMINATED'");
    PLANTED.put(
        "I1 a live contract does not keep its partner from another",
        "update claim set saga_id = 'other' where kind = 'live-contract'");
    PLANTED.put(
        "I3 a partner is kept busy by a saga that is not there",
        "update claim set claim_key = 'other' where kind = 'running-partner'");
    PLANTED.put(
        "I3 a running saga does not keep its partner busy",
        "delete from claim where kind = 'running-partner'");
    PLANTED.put(
        "I6 a start is known as that of a saga that never was",
        "insert into claim (kind, claim_key, saga_id) values ('callers-key', 'key', 'other')");
    PLANTED.put(
        "I6 a saga's start is not known, so that its copy would start another",
        "delete from claim where kind = 'start'");
    PLANTED.put(
        "I1 nobody here knows what a reservation is for",
        "insert into claim (kind, claim_key, saga_id) values ('unknown', 'key', 'other')");
  }

  private final SagaWorld world = new SagaWorld(TestDatabase.H2);
  private final JdbcTemplate jdbc = world.jdbc();

  @BeforeEach
  void startWithItsEffects() {
    world.start(SagaWorld.request("acme", "content", StartSource.QUEUE, "jms 1"));
    jdbc.update(
        """
        insert into partner (partner_id, nombre, email, email_key, telefono, tipo_partner, state,
          saga_id, onboarding_undone, created_at, updated_at)
        select partner_id, 'Acme', 'A@acme.com', 'a@acme.com', '1', 'EMPRESA', 'ACTIVO', saga_id,
          false, created_at, created_at from saga
        """);
    jdbc.update(
        """
        insert into contract (contract_id, partner_id, saga_id, contract_type, state,
          commission_rate, valid_from, valid_to, created_at, updated_at)
        select 'contract', partner_id, saga_id, 'BASIC', 'ACTIVE', 1, current_date, current_date,
          created_at, created_at from saga
        """);
    jdbc.update("insert into claim select 'live-email', 'a@acme.com', saga_id from saga");
    jdbc.update("insert into claim select 'live-contract', 'acme', saga_id from saga");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void while_all_is_well_no_question_has_an_answer_and_for_each_a_fault_is_planted() {
    assertThat(PLANTED.keySet()).isEqualTo(ClaimFaults.SQL.keySet());
    ClaimFaults.SQL.forEach((sentence, sql) -> assertThat(jdbc.queryForList(sql)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void a_planted_fault_is_found(String sentence) {
    assertThat(jdbc.update(PLANTED.get(sentence))).isEqualTo(1);

    assertThat(jdbc.queryForList(ClaimFaults.SQL.get(sentence))).as(sentence).hasSize(1);
  }

  private static Set<String> sentences() {
    return PLANTED.keySet();
  }
}
