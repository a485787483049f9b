package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Three instances share the work of one broker and one database. One is killed again and again, one
 * whose clock is a minute ahead is frozen with locks and messages in hand for longer than a
 * transaction may last, and one is cut off from both.
 */
class ManyInstancesIT {

  private static final int KILLS = 3;
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(8);

  @Test
  void lose_and_double_nothing_while_they_are_killed_frozen_and_cut_off() throws Exception {
    try (Cluster cluster = Cluster.start();
        Load load = new Load("shared");
        Queues queues = Queues.of(cluster.broker)) {
      load.byQueue(queues, 2_000);
      cluster.apps().forEach(app -> load.byRest(app::client, 150, 2));
      awaitShares(cluster);
      int unfinished = cluster.proof().unfinished();
      System.out.printf("%d sagas in flight as the trouble begins%n", unfinished);
      assertThat(unfinished).isGreaterThan(100);
      cluster.ahead().freeze();
      cluster.cut();
      for (int kill = 0; kill < KILLS; kill++) {
        cluster.first().kill9();
        cluster.first().launchAgain();
        pass(BETWEEN_KILLS);
      }
      cluster.ahead().thaw();
      cluster.mend();
      cluster.first().awaitReady();
      load.awaitOffered();
      assertNothingHappened(cluster, load);
      assertThat(queues.browse(Queues.BROKER_DEAD_LETTERS)).isEmpty();
    }
  }

  private static void assertNothingHappened(Cluster cluster, Load load) {
    Map<String, String> ends =
        new Overview(cluster.first().client()).awaitFinal(load, Duration.ofSeconds(120));
    assertThat(ends.values()).containsOnly("COMPLETED");
    Proof proof = cluster.proof();
    proof.holdsFor(load.accepted());
    proof.nothingGivenUp();
    proof.nothingTriedAgain();
    cluster.apps().forEach(PackagedApp::awaitReady);
  }

  private static void awaitShares(Cluster cluster) {
    for (PackagedApp app : cluster.apps()) {
      Overview overview = new Overview(app.client());
      await("each has done a share of the work")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> overview.metric("saga_batch_size_sum") > 300);
    }
  }

  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.multipliedBy(3)).until(() -> true);
  }
}
