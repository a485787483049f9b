package com.hexabuilders.onboarding.proof.stories;

import static com.hexabuilders.onboarding.proof.stories.Orders.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private static final int OTHERS = 2_000;
  private static final int LONGEST_WHILE_MILLIS = 40;

  @Test
  void leaves_no_effect_of_onboardings_called_off_at_200_random_instants() throws Exception {
    PackagedApp app = PostgresStage.app();
    try (Load load = new Load("off");
        Load others = new Load("others");
        Queues queues = Queues.of(app)) {
      others.byQueue(queues, OTHERS); // so that an onboarding takes longer than calling it off
      callOff(app, load, queues);
      Overview overview = new Overview(app.client());
      overview.awaitFinal(others, Duration.ofMinutes(2));
      Map<String, String> ends = overview.awaitFinal(load, Duration.ofMinutes(1));
      assertThat(ends).hasSize(SAGAS);
      assertThat(ends.values()).containsOnly("COMPENSATED");

      Proof proof = Proof.of(PostgresStage.postgres().dataSource());
      proof.holdsFor(load.accepted());
      proof.nothingGivenUp();
      assertThat(queues.browse(Queues.BROKER_DEAD_LETTERS)).isEmpty();
      Map<Long, Long> moments = moments(proof.logs());
      System.out.println("called off after so many progress events: " + moments);
      assertThat(moments.keySet()).as("different moments").hasSizeGreaterThan(4);
      assertThat(SAGAS - moments.getOrDefault(7L, 0L)).as("on the way").isGreaterThan(30);
    }
  }

  /**
   * Calls each off a random while after an event of it drawn by lot was seen, so that the instants
   * are spread over all steps however fast the machine is.
   */
  private static void callOff(PackagedApp app, Load load, Queues queues) throws Exception {
    Random random = new Random(7);
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
    Queue<Future<Integer>> answers = new ConcurrentLinkedQueue<>();
    Map<String, String> lots = new ConcurrentHashMap<>();
    for (int i = 1; i <= SAGAS; i++) {
      lots.put(load.prefix() + i, LoggedSaga.PROGRESS.get(random.nextInt(6)));
    }
    try (Observer observer = queues.observe("cancel")) {
      observer.onEvent(
          event -> {
            String partner = event.path("subject").asText();
            if (lots.remove(partner, event.path("type").asText())) {
              int delay = random.nextInt(LONGEST_WHILE_MILLIS);
              answers.add(
                  threads.schedule(() -> callOff(app, partner), delay, TimeUnit.MILLISECONDS));
            }
          });
      load.byRest(app::client, SAGAS, 4);
      load.awaitOffered();
      await("all are called off").atMost(SOON).until(() -> answers.size() == SAGAS);
    }
    for (Future<Integer> answer : answers) {
      assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo(202);
    }
    threads.shutdown();
  }

  private static int callOff(PackagedApp app, String partner) {
    return app.post("/sagas/" + partner + "/compensate", "{\"reason\": \"called off\"}").status();
  }

  private static Map<Long, Long> moments(Collection<LoggedSaga> sagas) {
    return sagas.stream()
        .filter(saga -> saga.status().equals("COMPENSATED"))
        .collect(Collectors.groupingBy(LoggedSaga::progress, Collectors.counting()));
  }
}
