package com.hexabuilders.onboarding.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.harness.ExploredApp;
import com.hexabuilders.onboarding.harness.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every failpoint with every fault, or a sample of them: no effect is lost or doubled, no saga is
 * stuck. With {@code -Donboarding.explore=complete} all cells are run.
 */
class CrashPointsIT {

  private static final long SEED = Long.getLong("onboarding.explore.seed", 20_240_607L);
  private static final String SCOPE = System.getProperty("onboarding.explore", "sample");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static Path unpacked;
  private static RealPostgres postgres;

  @BeforeAll
  static void unpack() {
    unpacked = ExploredApp.unpack(folder);
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void keeps_every_promise_at_every_failpoint_and_fault() throws Exception {
    long begin = System.nanoTime();
    List<Result> results = new ArrayList<>();
    Path classes = Files.createDirectory(folder.resolve("trapped"));
    try (Stage stage = new Stage(postgres, unpacked, Patch.compile(classes, unpacked, List.of()))) {
      Exploration exploration = new Exploration(stage, PATIENCE);
      for (Cell cell : cells()) {
        Result result = exploration.run(cell);
        results.add(result);
        System.out.println(result);
      }
    }
    String proof = ProofTable.of(results, SEED, (System.nanoTime() - begin) / 1e9);
    System.out.println(proof);
    Files.writeString(Path.of("target", "proof.txt"), proof);
    assertThat(results).filteredOn(Result::isRed).isEmpty();
  }

  private static List<Cell> cells() {
    if (SCOPE.equals("complete")) {
      return Cell.all(SEED, 24);
    }
    return SCOPE.equals("sample")
        ? Cell.sample(SEED, 7, 6, 2)
        : Cell.all(SEED, 0).stream().filter(cell -> cell.toString().matches(SCOPE)).toList();
  }
}
