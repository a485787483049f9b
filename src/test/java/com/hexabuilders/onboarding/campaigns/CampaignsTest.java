package com.hexabuilders.onboarding.campaigns;

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

class CampaignsTest {

  private static final String ROWS =
      "select saga_id, state, max_monthly_budget, max_daily_budget, max_active_campaigns, types,"
          + " currency from campaign_permission order by saga_id";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void enables_campaigns_within_the_plan(TestDatabase database) {
    try (TestRoom room = room(database)) {
      StepCommand command = asked("saga-1", "{'max_monthly_budget': 20000, 'types': ['DISPLAY']}");

      List<StepOutcome> outcomes =
          enable(
              room,
              command,
              asked("saga-2", "{'max_monthly_budget': 999999}"),
              asked("saga-3", "{'max_monthly_budget': 1234.56}"));

      String facts =
          ("{'permission_id':'%s','max_monthly_budget':20000,'max_daily_budget':5000,"
                  + "'max_active_campaigns':8,'currency':'USD','types':['DISPLAY']")
              .formatted(command.rowId("campaign_permission"))
              .replace('\'', '"');
      assertThat(text(outcomes.get(0))).isEqualTo("done: " + facts + "}");
      assertThat(room.view("p-saga-1").toString())
          .startsWith(facts + ",\"status\":\"ENABLED\",\"saga_id\":\"saga-1\"");
      assertThat(text(outcomes.get(1))).startsWith("refused: A monthly budget of 999999 is above");
      assertThat(room.rows(ROWS))
          .containsExactly(
              "saga-1 ENABLED 20000.00 5000.00 8 DISPLAY USD",
              "saga-3 ENABLED 1234.56 1234.56 8 DISPLAY,SEARCH,SOCIAL,VIDEO,RETARGETING USD");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void counts_money_in_the_configured_currency(TestDatabase database) {
    try (TestRoom room = new TestRoom(database, Campaigns.class, "onboarding.currency=EUR")) {
      assertThat(text(enable(room, asked("saga-1", "{}")).get(0))).contains("\"currency\":\"EUR\"");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void revokes_the_permission_and_leaves_history(TestDatabase database) {
    try (TestRoom room = room(database)) {
      enable(room, asked("saga-1", "{}"), asked("saga-2", "{'types': ['VIDEO']}"));

      assertThat(revoke(room, "saga-2"))
          .isEqualTo(
              new UndoOutcome(true, "The campaign permission is REVOKED and its limits are zero."));

      assertThat(room.rows(ROWS).get(0)).startsWith("saga-1 ENABLED 50000.00");
      assertThat(room.rows(ROWS).get(1)).isEqualTo("saga-2 REVOKED 0.00 0.00 0 VIDEO USD");
      assertThat(
              room.rows(
                  "select saga_id, from_state, to_state from campaign_permission_history order by id"))
          .containsExactly("saga-1 null ENABLED", "saga-2 null ENABLED", "saga-2 ENABLED REVOKED");
      assertThat(revoke(room, "saga-2"))
          .isEqualTo(new UndoOutcome(false, "The campaign permission was revoked before."));
      assertThat(revoke(room, "saga-9"))
          .isEqualTo(new UndoOutcome(false, "This saga has no campaign permission."));
    }
  }

  private static TestRoom room(TestDatabase database) {
    return new TestRoom(database, Campaigns.class);
  }

  private static StepCommand asked(String saga, String permissions) {
    return command(
        saga,
        "p-" + saga,
        "{'contract_type': 'PREMIUM', 'contract_status': 'ACTIVE', 'valid_to': '2027-03-01',"
            + " 'tipo_partner': 'EMPRESA'}",
        "{'campaign_permissions': " + permissions + "}");
  }

  private static List<StepOutcome> enable(TestRoom room, StepCommand... commands) {
    return room.with(Campaigns.class, campaigns -> campaigns.enable(List.of(commands)));
  }

  private static UndoOutcome revoke(TestRoom room, String saga) {
    return room.with(Campaigns.class, c -> c.revoke(List.of(undo(saga, "p-" + saga)))).get(0);
  }
}
