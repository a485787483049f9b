package com.hexabuilders.onboarding.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.harness.ExploredApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  /** A planted bug may keep a saga from ever ending. */
  private static final Duration IMPATIENCE = Duration.ofSeconds(8);

  @TempDir static Path folder;

  private static Path unpacked;
  private static final StringBuilder PLANTED = new StringBuilder();
  private static final ExecutorService LANES = Executors.newFixedThreadPool(SAGA_LANES + 1);
  private static Future<Map<Mutant, Result>> planted;

  @BeforeAll
  static void unpack() {
    unpacked = ExploredApp.unpack(folder);
    planted = LANES.submit(CrashPointsIT::explorePlanted);
  }

  @AfterAll
  static void stop() throws IOException {
    LANES.shutdownNow();
    Files.writeString(PROOF, PLANTED, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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
    for (Future<Void> lane : LANES.invokeAll(work)) {
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
    Result result = planted.get().get(mutant);
    assertThat(result.reached()).isTrue();
    assertThat(result.violations()).extracting(Violation::invariant).contains(mutant.invariant);
  }

  private static Map<Mutant, Result> explorePlanted() throws Exception {
    Map<Mutant, Result> results = new EnumMap<>(Mutant.class);
    try (Ground ground = new Ground()) {
      for (Mutant mutant : Mutant.values()) {
        Path classes = compiled(mutant.name(), mutant.edits);
        try (Stage stage = new Stage(ground, unpacked, classes)) {
          Result result = new Exploration(stage, IMPATIENCE).run(mutant.cell);
          System.out.println(mutant + " " + result);
          PLANTED.append(ProofTable.planted(mutant, result));
          results.put(mutant, result);
        }
      }
    }
    return results;
  }

  private static Path compiled(String name, List<Patch.Edit> edits) throws IOException {
    return Patch.compile(Files.createDirectory(folder.resolve(name)), unpacked, edits);
  }

  private static List<Cell> cells() {
    if (SCOPE.equals("complete")) {
      return Cell.all(SEED, PAIRS);
    }
    return SCOPE.equals("sample")
        ? Cell.sample(SEED, 4, 3, 2)
        : Cell.all(SEED, PAIRS).stream().filter(cell -> cell.toString().matches(SCOPE)).toList();
  }
}
