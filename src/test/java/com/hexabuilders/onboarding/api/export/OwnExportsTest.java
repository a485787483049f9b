package com.hexabuilders.onboarding.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.api.Role;
import com.hexabuilders.onboarding.api.saga.SagaRows;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.security.browser.SignInTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may export what. */
@SignInTest
class OwnExportsTest {

  @Autowired private SagaRows rows;
  @LocalServerPort private int port;
  private HttpCaller http;

  @BeforeEach
  void startedByAClient() {
    http = new HttpCaller(port);
    rows.change("s-1", "started_by = 'CLIENT'");
  }

  @AfterEach
  void startedByNobody() {
    rows.change("s-1", "started_by = null");
  }

  @Test
  void a_client_exports_the_sagas_that_it_started_and_others_all() {
    assertThat(sagas(Role.CLIENT)).contains("s-1").doesNotContain("s-2");
    for (Role role : List.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN)) {
      assertThat(sagas(role)).contains("s-1", "s-2");
    }
  }

  @Test
  void only_an_admin_exports_the_audit_which_says_who_took_what() {
    sagas(Role.CLIENT); // takes what is its own, which is no news
    sagas(Role.VIEWER);
    for (Role role : List.of(Role.CLIENT, Role.VIEWER, Role.OPERATOR)) {
      assertThat(export("audit", role).status()).isEqualTo(403);
    }
    assertThat(http.get("/exports/audit").status()).isEqualTo(401);
    assertThat(export("audit", Role.ADMIN).body().get("items"))
        .filteredOn(act -> act.get("target").asText().equals("export/sagas"))
        .extracting(act -> act.get("actor").asText())
        .contains("VIEWER")
        .doesNotContain("CLIENT");
  }

  private List<String> sagas(Role role) {
    return export("sagas", role).body().get("items").findValuesAsText("saga_id");
  }

  private Answer export(String table, Role role) {
    String login = HttpCaller.basic(role.name(), role + "-password");
    return http.get("/exports/" + table, "Authorization", login);
  }
}
