package com.hexabuilders.onboarding.saga.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.UnstorableText;
import com.hexabuilders.onboarding.saga.deadletter.BrokerDeadLetters;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.start.QueueStarts.Drop;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.StartSource;
import com.hexabuilders.onboarding.saga.step.StepFailures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Starts with text that no database keeps: they end, alone, as letters that have their body. */
@Timeout(60)
class UnstorableStartsTest {

  private static final String BODY = "{\"nombre\": \"Jos\u00e9 \ud83d\ude00\"}";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_claim_that_the_database_keeps_differently_is_not_looked_for_without_end(
      TestDatabase database) {
    JdbcTemplate jdbc = new JdbcTemplate(database.fresh()); // without the check
    jdbc.execute("alter table claim alter column claim_key set data type char(300)"); // padded
    Map<String, String> wanted = Map.of("start-1", "saga-1");
    assertThatThrownBy(() -> new Claims(jdbc).claim("start", wanted))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void such_an_identity_breaks_its_batch_and_then_itself_alone(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      QueueStarts starts = world.bean(QueueStarts.class);
      Drop good = drop("good", "event 1");
      Drop bad = drop("bad", "event \ud800");
      assertThatThrownBy(() -> starts.accept(SagaWorld.TYPE, List.of(bad, good)))
          .isInstanceOf(StepBroke.class);
      assertThatThrownBy(() -> starts.accept(SagaWorld.TYPE, List.of(bad)))
          .isInstanceOf(StepBroke.class)
          .satisfies(e -> assertThat(UnstorableText.isCauseOf(e)).isTrue());
      starts.accept(SagaWorld.TYPE, List.of(good));
      assertThat(world.jdbc().queryForList("select partner_id from saga", String.class))
          .containsExactly("good");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_letter_keeps_its_body_whatever_is_wrong_with_the_message_id(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String body = BODY + "\u0000\udc00";
      Delivery dropped = new Delivery("start", "ID:\u0000\ud800", false, body, null);
      world.bean(StepFailures.class).startBroke(dropped, StepBroke.tookTooLong());

      assertThat(kept(world)).isEqualTo(BODY + "\\u0000\\udc00");
      Map<String, Object> letter = world.jdbc().queryForMap("select * from dead_letter");
      assertThat(letter.get("message_id")).isEqualTo("ID:\\u0000\\ud800");
      assertThat((String) letter.get("cause")).contains("\\uXXXX");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void the_last_resort_keeps_a_body_that_the_database_takes_in_ascii_alone(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world
          .jdbc()
          .execute(
              "alter table personal_data add constraint ascii check (content not like '%\u00e9%')");
      Delivery dropped = new Delivery("start", "ID:1", false, BODY, null);
      assertThatThrownBy(
              () -> world.bean(StepFailures.class).startBroke(dropped, StepBroke.tookTooLong()))
          .isInstanceOf(StepBroke.class);
      world.bean(BrokerDeadLetters.class).lastResort(dropped);

      assertThat(kept(world)).isEqualTo("{\"nombre\": \"Jos\\u00e9 \\ud83d\\ude00\"}");
      assertThat(EventJson.stored(kept(world))).isEqualTo(EventJson.stored(BODY));
    }
  }

  private static Drop drop(String partner, String identity) {
    Delivery delivery = new Delivery("start", "ID:" + partner, false, "{}", null);
    return Drop.start(delivery, SagaWorld.request(partner, "same", StartSource.QUEUE, identity));
  }

  private static String kept(SagaWorld world) {
    return world
        .jdbc()
        .queryForObject(
            "select content from personal_data where subject_id in (select id from dead_letter)",
            String.class);
  }
}
