package com.hexabuilders.onboarding.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.harness.ExploredApp;
import com.hexabuilders.onboarding.harness.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private static final Path PROOF = Path.of("target", "proof.txt");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** A planted bug may keep a saga from ever ending. */
  private static final Duration IMPATIENCE = Duration.ofSeconds(8);

  @TempDir static Path folder;

  private static Path unpacked;
  private static RealPostgres postgres;
  private static final StringBuilder PLANTED = new StringBuilder();

  @BeforeAll
  static void unpack() {
    unpacked = ExploredApp.unpack(folder);
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
    Files.writeString(PROOF, PLANTED, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.out.println(Files.readString(PROOF));
  }

  @Test
  void keeps_every_promise_at_every_failpoint_and_fault() throws Exception {
    long begin = System.nanoTime();
    List<Result> results = new ArrayList<>();
    try (Stage stage = new Stage(postgres, unpacked, compiled("trapped", List.of()))) {
      Exploration exploration = new Exploration(stage, PATIENCE);
      for (Cell cell : cells()) {
        Result result = exploration.run(cell);
        results.add(result);
        System.out.println(result);
        Files.writeString(PROOF, ProofTable.of(results, SEED, (System.nanoTime() - begin) / 1e9));
      }
    }
    assertThat(results).isNotEmpty().filteredOn(Result::isRed).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void turns_red_for_a_planted_bug(Mutant mutant) throws Exception {
    try (Stage stage = new Stage(postgres, unpacked, compiled(mutant.name(), mutant.edits))) {
      Result result = new Exploration(stage, IMPATIENCE).run(mutant.cell);
      System.out.println(mutant + " " + result);
      PLANTED.append(ProofTable.planted(mutant, result));
      assertThat(result.reached()).isTrue();
      assertThat(result.violations()).extracting(Violation::invariant).contains(mutant.invariant);
    }
  }

  private static Path compiled(String name, List<Patch.Edit> edits) throws IOException {
    return Patch.compile(Files.createDirectory(folder.resolve(name)), unpacked, edits);
  }

  private static List<Cell> cells() {
    if (SCOPE.equals("complete")) {
      return Cell.all(SEED, 24);
    }
    return SCOPE.equals("sample")
        ? Cell.sample(SEED, 6, 5, 2)
        : Cell.all(SEED, 0).stream().filter(cell -> cell.toString().matches(SCOPE)).toList();
  }
}
