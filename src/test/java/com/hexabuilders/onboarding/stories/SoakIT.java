package com.hexabuilders.onboarding.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Many thousand sagas on three instances under random faults. Not part of the gate; {@code mvn
 * verify -Psoak}, with {@code -Donboarding.soak.sagas} and {@code -Donboarding.soak.seed}.
 */
class SoakIT {

  private static final int SAGAS = Integer.getInteger("onboarding.soak.sagas", 20_000);
  private static final long SEED = Long.getLong("onboarding.soak.seed", System.nanoTime());

  @Test
  void loses_doubles_and_disorders_nothing_under_random_faults() throws Exception {
    long begin = System.nanoTime();
    try (Cluster cluster = Cluster.start();
        SoakLoad load = new SoakLoad(cluster, SAGAS)) {
      Troubles troubles = new Troubles(cluster, SEED);
      load.begin();
      while (!load.isOffered()) {
        troubles.next();
      }
      Proof proof = cluster.proof();
      await("everything has ended")
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> proof.unfinished() == 0 && proof.partners().containsAll(accepted(load)));
      proof.holdsFor(accepted(load));
      proof.nothingGivenUp();
      proof.nothingTriedAgain();
      Map<String, String> ends = proof.ends();
      assertThat(ends).containsAllEntriesOf(load.expected());
      report(troubles, ends, (System.nanoTime() - begin) / 1_000_000_000);
    }
  }

  private static Set<String> accepted(SoakLoad load) {
    return load.expected().keySet();
  }

  private static void report(Troubles troubles, Map<String, String> ends, long seconds) {
    System.out.printf(
        "seed %d: %d sagas %s in %d s, 0 lost, 0 doubled, 0 out of order; faults: %s%n",
        SEED,
        ends.size(),
        ends.values().stream().collect(Collectors.groupingBy(end -> end, Collectors.counting())),
        seconds,
        troubles.made());
  }
}
