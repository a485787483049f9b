package com.hexabuilders.onboarding.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.harness.PackagedApp;
import com.hexabuilders.onboarding.harness.RealPostgres;
import com.hexabuilders.onboarding.harness.StandaloneBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two instances on one broker and one database; one of them dies. */
class TwoInstancesIT {

  @Test
  void share_the_work_and_lose_nothing_when_one_is_killed() throws Exception {
    try (RealPostgres postgres = RealPostgres.start();
        StandaloneBroker broker = StandaloneBroker.start();
        PackagedApp first = PackagedApp.launch(arguments(postgres, broker))) {
      first.awaitReady(); // it makes the tables
      try (PackagedApp second = PackagedApp.start(arguments(postgres, broker));
          Load load = new Load("shared");
          Queues queues = Queues.of(broker)) {
        load.byQueue(queues, 1_500);
        load.byRest(first::client, 200, 2);
        load.byRest(second::client, 200, 2);
        killWhenBothWork(first, second);
        load.awaitOffered();
        Map<String, String> ends =
            new Overview(first.client()).awaitFinal(load, Duration.ofSeconds(90));
        assertThat(ends.values()).containsOnly("COMPLETED");
        Proof proof = Proof.of(postgres.dataSource());
        proof.holdsFor(load.accepted());
        proof.nothingGivenUp();
        assertThat(queues.browse(Queues.BROKER_DEAD_LETTERS)).isEmpty();
      }
    }
  }

  private static void killWhenBothWork(PackagedApp first, PackagedApp second) {
    Overview ofFirst = new Overview(first.client());
    Overview ofSecond = new Overview(second.client());
    await("both have done a share of the work")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> handled(ofFirst) > 500 && handled(ofSecond) > 500);
    System.out.printf(
        "handled messages: %.0f by the first, %.0f by the second, which is killed%n",
        handled(ofFirst), handled(ofSecond));
    second.kill9();
  }

  private static double handled(Overview instance) {
    return instance.metric("saga_batch_size_sum");
  }

  private static String[] arguments(RealPostgres postgres, StandaloneBroker broker) {
    List<String> arguments = new ArrayList<>(postgres.appArguments());
    arguments.addAll(broker.appArguments());
    return arguments.toArray(String[]::new);
  }
}
