package com.hexabuilders.onboarding.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.harness.PackagedApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Onboardings that are called off while they run. */
@ExtendWith(PostgresStage.class)
class CancelIT {

  private static final int SAGAS = 200;
  private static final int LATEST_MILLIS = 1_500;

  @Test
  void leaves_no_effect_of_onboardings_called_off_at_200_random_instants() throws Exception {
    PackagedApp app = PostgresStage.app();
    try (Load load = new Load("off");
        Queues queues = Queues.of(app)) {
      callOff(app, load);
      Map<String, String> ends = new Overview(app.client()).awaitFinal(load, Duration.ofMinutes(1));
      assertThat(ends).hasSize(SAGAS);
      assertThat(ends.values()).containsOnly("COMPENSATED");

      Proof proof = Proof.of(PostgresStage.postgres().dataSource());
      proof.holdsFor(load.accepted());
      proof.nothingGivenUp();
      assertThat(queues.browse(Queues.BROKER_DEAD_LETTERS)).isEmpty();
      Map<Long, Long> moments = moments(proof.logs());
      System.out.println("called off after so many progress events: " + moments);
      assertThat(moments).as("different moments").hasSizeGreaterThanOrEqualTo(4);
    }
  }

  /** Starts them one after the other; each is called off some time after its own start. */
  private static void callOff(PackagedApp app, Load load) throws Exception {
    Random random = new Random(7);
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 1; i <= SAGAS; i++) {
      load.startOne(app.client());
      String path = "/sagas/" + load.prefix() + i + "/compensate";
      answers.add(
          threads.schedule(
              () -> app.post(path, "{\"reason\": \"called off\"}").status(),
              random.nextInt(LATEST_MILLIS),
              TimeUnit.MILLISECONDS));
    }
    for (Future<Integer> answer : answers) {
      assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo(202);
    }
    threads.shutdown();
  }

  private static Map<Long, Long> moments(Collection<LoggedSaga> sagas) {
    return sagas.stream()
        .filter(saga -> saga.status().equals("COMPENSATED"))
        .collect(Collectors.groupingBy(LoggedSaga::progress, Collectors.counting()));
  }
}
