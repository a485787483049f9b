package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Many thousand sagas on three instances: first one of them is killed every ten seconds for two
 * minutes, then faults of all kinds follow each other in random order until everything has ended.
 * With {@code -Donboarding.last=<jar>} the first instance is of that version until the kills are
 * over. Not part of the gate; {@code mvn verify -Psoak}, with {@code -Donboarding.soak.sagas},
 * {@code -Donboarding.soak.kills} and {@code -Donboarding.soak.seed}. What the instances wrote,
 * facts left out, is in {@code target/soak-<n>.log}.
 */
class SoakIT {

  private static final int SAGAS = Integer.getInteger("onboarding.soak.sagas", 20_000);
  private static final int KILLS = Integer.getInteger("onboarding.soak.kills", 12);
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(10);
  private static final long SEED = Long.getLong("onboarding.soak.seed", System.nanoTime());

  /** The version before, which the first instance runs while instances are killed in turn. */
  private static final Optional<Path> LAST =
      Optional.ofNullable(System.getProperty("onboarding.last"))
          .map(last -> Path.of(last).toAbsolutePath());

  @Test
  void loses_doubles_and_disorders_nothing_under_random_faults() throws Exception {
    System.out.println("onboarding.soak.seed=" + SEED);
    long begin = System.nanoTime();
    try (SoakGround ground = new SoakGround(LAST);
        SoakLoad load = new SoakLoad(ground.cluster, SAGAS)) {
      Cluster cluster = ground.cluster;
      Troubles troubles = new Troubles(ground, SEED);
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
    if (LAST.isPresent()) {
      troubles.replaceOlder();
    }
    while (!hasEnded(proof, load) || !troubles.allMade()) {
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
