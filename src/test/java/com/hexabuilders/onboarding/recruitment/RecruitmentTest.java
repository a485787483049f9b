package com.hexabuilders.onboarding.recruitment;

import static com.hexabuilders.onboarding.TestRoom.command;
import static com.hexabuilders.onboarding.TestRoom.text;
import static com.hexabuilders.onboarding.TestRoom.undo;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.TestRoom;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecruitmentTest {

  private static final String ROWS =
      "select saga_id, state, max_active_jobs, categories from recruitment_setup order by saga_id";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void sets_recruitment_up_within_the_plan(TestDatabase database) {
    try (TestRoom room = room(database)) {
      StepCommand command = asked("saga-1", "{'max_active_jobs': 10, 'categories': ['SALES']}");

      List<StepOutcome> outcomes =
          setUp(
              room,
              command,
              asked("saga-2", "{'categories': ['ASTROLOGY']}"),
              asked("saga-3", "''"));

      String facts =
          ("{'setup_id':'%s','max_active_jobs':10,'categories':['SALES'],'features':['JOB_POSTING',"
                  + "'CANDIDATE_MANAGEMENT','APPLICATION_TRACKING']")
              .formatted(command.rowId("recruitment_setup"))
              .replace('\'', '"');
      assertThat(text(outcomes.get(0))).isEqualTo("done: " + facts + "}");
      assertThat(room.view("p-saga-1").toString())
          .startsWith(facts + ",\"status\":\"ENABLED\",\"saga_id\":\"saga-1\"");
      assertThat(text(outcomes.get(1))).startsWith("refused: Job category \"ASTROLOGY\"");
      assertThat(room.rows(ROWS))
          .containsExactly(
              "saga-1 ENABLED 10 SALES", "saga-3 ENABLED 30 TECHNOLOGY,SALES,MARKETING,OPERATIONS");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void withdraws_the_posting_right_and_leaves_history(TestDatabase database) {
    try (TestRoom room = room(database)) {
      setUp(room, asked("saga-1", "{}"), asked("saga-2", "{'categories': ['SALES']}"));

      assertThat(withdraw(room, "saga-2"))
          .isEqualTo(new UndoOutcome(true, "The right to post jobs is WITHDRAWN."));

      assertThat(room.rows(ROWS).get(0)).startsWith("saga-1 ENABLED 30");
      assertThat(room.rows(ROWS).get(1)).isEqualTo("saga-2 WITHDRAWN 0 SALES");
      assertThat(
              room.rows(
                  "select saga_id, from_state, to_state from recruitment_setup_history order by id"))
          .containsExactly(
              "saga-1 null ENABLED", "saga-2 null ENABLED", "saga-2 ENABLED WITHDRAWN");
      assertThat(withdraw(room, "saga-2"))
          .isEqualTo(new UndoOutcome(false, "The right to post jobs was withdrawn before."));
      assertThat(withdraw(room, "saga-9"))
          .isEqualTo(new UndoOutcome(false, "This saga has no recruitment setup."));
    }
  }

  private static TestRoom room(TestDatabase database) {
    return new TestRoom(database, Recruitment.class);
  }

  private static StepCommand asked(String saga, String preferences) {
    return command(
        saga,
        "p-" + saga,
        "{'contract_type': 'PREMIUM'}",
        "{'recruitment_preferences': " + preferences + "}");
  }

  private static List<StepOutcome> setUp(TestRoom room, StepCommand... commands) {
    return room.with(Recruitment.class, recruitment -> recruitment.setUp(List.of(commands)));
  }

  private static UndoOutcome withdraw(TestRoom room, String saga) {
    return room.with(Recruitment.class, r -> r.withdraw(List.of(undo(saga, "p-" + saga)))).get(0);
  }
}
