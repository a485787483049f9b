package com.hexabuilders.onboarding.proof.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.harness.ExploredApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every failpoint with every fault, or a sample of them: no effect is lost or doubled, no saga is
 * stuck. With {@code -Donboarding.explore=complete} all cells are run.
 */
class CrashPointsIT {

  private static final long SEED = Long.getLong("onboarding.explore.seed", 20_240_607L);
  private static final String SCOPE = System.getProperty("onboarding.explore", "sample");

  /** So many stages at a time, and one of planted bugs, because most of a cell is waiting. */
  private static final int SAGA_LANES = 2;

  private static final int PAIRS = 24;
  private static final Path PROOF = Path.of("target", "proof.txt");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path folder;

  private static Path unpacked;
  private static final ExecutorService LANES = Executors.newFixedThreadPool(SAGA_LANES + 1);
  private static PlantedBugs planted;

  @BeforeAll
  static void unpack() {
    unpacked = ExploredApp.unpack(folder);
    planted = new PlantedBugs(folder, unpacked);
    LANES.execute(planted::work);
  }

  @AfterAll
  static void stop() throws IOException {
    LANES.shutdownNow();
    Files.writeString(PROOF, planted.table(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.out.println(Files.readString(PROOF));
  }

  @Test
  void keeps_every_promise_at_every_failpoint_and_fault() throws Exception {
    long begin = System.nanoTime();
    Path classes = compiled("trapped", List.of());
    Queue<Cell> cells = new ConcurrentLinkedQueue<>(cells());
    List<Result> results = new ArrayList<>();
    List<Callable<Void>> work =
        Collections.nCopies(SAGA_LANES, () -> explore(classes, cells, results, begin));
    List<Future<Void>> lanes = work.stream().map(LANES::submit).toList();
    work.forEach(lane -> LANES.execute(planted::work)); // begins when a lane has no cell left
    for (Future<Void> lane : lanes) {
      lane.get();
    }
    assertThat(results).isNotEmpty().filteredOn(Result::isRed).isEmpty();
  }

  /** Takes cells until none is left, on a stage of its own. */
  private static Void explore(Path classes, Queue<Cell> cells, List<Result> results, long begin)
      throws Exception {
    try (Ground ground = new Ground();
        Stage stage = new Stage(ground, unpacked, classes)) {
      Exploration exploration = new Exploration(stage, PATIENCE);
      for (Cell cell = cells.poll(); cell != null; cell = cells.poll()) {
        Result result = exploration.run(cell);
        System.out.println(result);
        synchronized (results) {
          results.add(result);
          double seconds = (System.nanoTime() - begin) / 1e9;
          Files.writeString(PROOF, ProofTable.of(results, SEED, seconds));
        }
      }
    }
    return null;
  }

  @ParameterizedTest
  @EnumSource
  void turns_red_for_a_planted_bug(Mutant mutant) throws Exception {
    Result result = planted.of(mutant);
    assertThat(result.reached()).isTrue();
    assertThat(result.violations()).extracting(Violation::invariant).contains(mutant.invariant);
  }

  private static Path compiled(String name, List<Patch.Edit> edits) throws IOException {
    return Patch.compile(Files.createDirectory(folder.resolve(name)), unpacked, edits);
  }

  private static List<Cell> cells() {
    if (SCOPE.equals("complete")) {
      return Cell.all(SEED, PAIRS);
    }
    return SCOPE.equals("sample")
        ? Cell.sample(SEED, 3, 3, 2)
        : Cell.all(SEED, PAIRS).stream().filter(cell -> cell.toString().matches(SCOPE)).toList();
  }
}
