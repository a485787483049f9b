package com.hexabuilders.onboarding.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Many thousand sagas on three instances: first one of them is killed every ten seconds for two
 * minutes, then random faults follow each other until everything has ended. Not part of the gate;
 * {@code mvn verify -Psoak}, with {@code -Donboarding.soak.sagas}, {@code -Donboarding.soak.kills}
 * and {@code -Donboarding.soak.seed}. What the instances wrote, facts left out, is in {@code
 * target/soak-<n>.log}.
 */
class SoakIT {

  private static final int SAGAS = Integer.getInteger("onboarding.soak.sagas", 20_000);
  private static final int KILLS = Integer.getInteger("onboarding.soak.kills", 12);
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(10);
  private static final long SEED = Long.getLong("onboarding.soak.seed", System.nanoTime());

  @Test
  void loses_doubles_and_disorders_nothing_under_random_faults() throws Exception {
    System.out.println("onboarding.soak.seed=" + SEED);
    long begin = System.nanoTime();
    try (Cluster cluster = Cluster.start();
        SoakLoad load = new SoakLoad(cluster, SAGAS)) {
      Troubles troubles = new Troubles(cluster, SEED);
      Proof proof = cluster.proof();
      load.begin();
      try {
        makeTrouble(troubles, proof, load);
      } finally {
        cluster.keepLogs();
      }
      proof.holdsFor(accepted(load));
      proof.nothingGivenUp();
      proof.nothingTriedAgain();
      Map<String, String> ends = proof.ends();
      assertThat(ends).containsAllEntriesOf(load.expected());
      report(troubles, ends, (System.nanoTime() - begin) / 1_000_000_000);
    }
  }

  private static void makeTrouble(Troubles troubles, Proof proof, SoakLoad load) {
    for (int kill = 0; kill < KILLS && !hasEnded(proof, load); kill++) {
      troubles.killInTurn(kill, BETWEEN_KILLS);
    }
    while (!hasEnded(proof, load)) {
      troubles.next();
    }
  }

  /** Asked again if the database is only just back. */
  private static boolean hasEnded(Proof proof, SoakLoad load) {
    return await("the database answers")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(
            () ->
                Optional.of(
                    load.isOffered()
                        && proof.unfinished() == 0
                        && proof.partners().containsAll(accepted(load))),
            Optional::isPresent)
        .get();
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
