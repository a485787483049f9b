package com.hexabuilders.onboarding.routing.batch;

import static com.hexabuilders.onboarding.proof.application.OperatorClient.SOON;
import static com.hexabuilders.onboarding.proof.application.OperatorClient.WHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What waits before one step is in nobody's way at another. */
@WholeApplication
class BacklogTest {

  private static final int BACKLOG = 1_000;
  private static final String DECIDED = "{\"reviewer\": \"Ana\", \"reason\": \"Seen.\"}";

  @Autowired JdbcTemplate jdbc;
  @Autowired OperatorClient http;

  @AfterEach
  void enable() {
    http.post("/participants/contracts/enable", "");
    await().atMost(Duration.ofMinutes(1)).until(() -> unfinished("waits-%") == 0);
  }

  @Test
  void a_thousand_messages_before_a_blocked_step_delay_no_other_step() {
    List<String> calm = reviewed("calm");
    List<String> beside = reviewed("beside");
    Duration alone = approveAndFinish(calm);
    assertThat(http.post("/participants/contracts/disable", WHY).status()).isEqualTo(200);
    IntStream.range(0, BACKLOG).parallel().forEach(i -> http.start("waits-" + i, ""));
    await().atMost(SOON).until(() -> done("partner_registration", "waits-%") == BACKLOG);
    Duration besideBacklog = approveAndFinish(beside);

    assertThat(besideBacklog.minus(alone))
        .isLessThan(alone.plusSeconds(1)); // alone is long if all is
    assertThat(done("contract_creation", "waits-%")).isZero();
  }

  private List<String> reviewed(String name) {
    List<String> partners = IntStream.range(0, 10).mapToObj(i -> name + "-" + i).toList();
    partners.forEach(http::startReviewed);
    return partners;
  }

  /** From the decision of the third step to the end of the fifth. */
  private Duration approveAndFinish(List<String> partners) {
    Instant begun = Instant.now();
    for (String partner : partners) {
      http.act(partner, "document_verification", "approve", DECIDED);
    }
    for (String partner : partners) {
      assertThat(http.awaitFinal(partner, SOON).at("/status").asText()).isEqualTo("COMPLETED");
    }
    return Duration.between(begun, Instant.now());
  }

  private int done(String step, String partners) {
    return jdbc.queryForObject(
        "select count(*) from saga s join saga_step t on t.saga_id = s.saga_id"
            + " where s.partner_id like ? and t.step_name = ? and t.status = 'DONE'",
        Integer.class,
        partners,
        step);
  }

  private int unfinished(String partners) {
    return jdbc.queryForObject(
        "select count(*) from saga where partner_id like ? and due_at is not null",
        Integer.class,
        partners);
  }
}
