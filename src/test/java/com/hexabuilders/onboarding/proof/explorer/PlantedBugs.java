package com.hexabuilders.onboarding.proof.explorer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/** Explores each {@link Mutant} once, by as many workers as there are threads for it. */
final class PlantedBugs {

  /** A planted bug may keep a saga from ever ending. */
  private static final Duration IMPATIENCE = Duration.ofSeconds(8);

  private final Path folder;
  private final Path unpacked;
  private final Queue<Mutant> left = new ConcurrentLinkedQueue<>(List.of(Mutant.values()));
  private final Map<Mutant, CompletableFuture<Result>> results = new EnumMap<>(Mutant.class);

  /**
   * @param folder for what is compiled
   */
  PlantedBugs(Path folder, Path unpacked) {
    this.folder = folder;
    this.unpacked = unpacked;
    left.forEach(mutant -> results.put(mutant, new CompletableFuture<>()));
  }

  /** Explores until none is left; more than one thread may do so at once. */
  void work() {
    if (left.isEmpty()) {
      return;
    }
    try (Ground ground = new Ground()) {
      for (Mutant mutant = left.poll(); mutant != null; mutant = left.poll()) {
        explore(ground, mutant, results.get(mutant));
      }
    } catch (RuntimeException | Error e) { // no ground
      results.values().forEach(result -> result.completeExceptionally(e));
    }
  }

  private void explore(Ground ground, Mutant mutant, CompletableFuture<Result> result) {
    try {
      result.complete(explored(ground, mutant));
    } catch (Exception | Error e) {
      result.completeExceptionally(e);
    }
  }

  private Result explored(Ground ground, Mutant mutant) throws Exception {
    Path into = Files.createDirectory(folder.resolve(mutant.name()));
    Path classes = Patch.compile(into, unpacked, mutant.edits);
    try (Stage stage = new Stage(ground, unpacked, classes)) {
      Result result = new Exploration(stage, IMPATIENCE).run(mutant.cell);
      System.out.println(mutant + " " + result);
      return result;
    }
  }

  /** Waits until it is explored. */
  Result of(Mutant mutant) throws InterruptedException, ExecutionException {
    return results.get(mutant).get();
  }

  /** A line for each. */
  String table() {
    StringBuilder text = new StringBuilder();
    results.forEach((mutant, result) -> text.append(line(mutant, result)));
    return text.toString();
  }

  private static String line(Mutant mutant, CompletableFuture<Result> result) {
    boolean known = result.isDone() && !result.isCompletedExceptionally();
    return known ? ProofTable.planted(mutant, result.join()) : mutant + " not explored\n";
  }
}
