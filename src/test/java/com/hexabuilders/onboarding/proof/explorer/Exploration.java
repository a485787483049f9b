package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.proof.explorer.Cell.Blow;
import com.hexabuilders.onboarding.saga.Failpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Runs cells on a stage, one after the other, and looks at what they have left. */
final class Exploration {

  private static final Duration REACHED = Duration.ofSeconds(30);

  private final Stage stage;
  private final Invariants invariants;
  private final Duration patience;
  private Trouble trouble;

  /**
   * @param patience how long sagas may take to their ends after the blow
   */
  Exploration(Stage stage, Duration patience) {
    this.stage = stage;
    this.patience = patience;
    this.invariants = new Invariants(stage);
  }

  Result run(Cell cell) throws Exception {
    long begin = System.nanoTime();
    trouble = new Trouble(stage);
    List<Cast> casts = new ArrayList<>();
    List<Violation> violations = new ArrayList<>();
    try {
      boolean reached = true;
      int wave = 0;
      for (Blow blow : cell.blows()) {
        Cast cast = new Cast(stage, cell.id() + "w" + wave++, blow.point().roles());
        casts.add(cast);
        reached &= strike(blow, cast, violations);
      }
      for (int i = 0; i < casts.size(); i++) {
        awaitEnd(casts.get(i), violations);
        // of two waves the one may hang in a batch with the other's messages, which notes nothing
        if (casts.size() == 1 && cell.blows().get(i).leavesAnAttempt()) {
          violations.addAll(invariants.attempts(casts.get(i)));
        }
        if (casts.size() == 1 && cell.blows().get(i).isOutage() && !trouble.isLate()) {
          violations.addAll(invariants.retries(casts.get(i)));
        }
      }
      violations.addAll(invariants.always());
      violations.addAll(invariants.letters());
      int sagas = casts.stream().mapToInt(cast -> cast.roles().size()).sum();
      double seconds = (System.nanoTime() - begin) / 1e9;
      return new Result(cell, reached, sagas, seconds, violations);
    } finally {
      casts.forEach(Cast::close);
    }
  }

  private boolean strike(Blow blow, Cast cast, List<Violation> violations) throws Exception {
    Failpoint after = blow.point().after();
    if (after != null) { // a thread hangs there, for ever
      stage.link.arm(after.name(), 1, Fault.HANG, Duration.ofMinutes(5));
    }
    String point = blow.point().failpoint().name();
    stage.link.arm(point, blow.nth(), blow.fault(), Stage.HANG);
    cast.play();
    if (!stage.link.awaitReached(point, REACHED)) {
      stage.link.disarm();
      return false;
    }
    return follow(blow, cast, violations);
  }

  /** What the test does once the point is reached; whether it could. */
  private boolean follow(Blow blow, Cast cast, List<Violation> violations) throws Exception {
    switch (blow.fault()) {
      case KILL -> {
        stage.app.awaitExit();
        violations.addAll(invariants.always());
        stage.app.start();
      }
      case EXCEPTION -> {}
      case HANG -> { // what it does afterwards counts too
        String point = blow.point().failpoint().name();
        return stage.link.awaitLeft(point, Stage.HANG.multipliedBy(2));
      }
      case DUPLICATE -> {
        cast.copies();
        stage.link.go();
      }
      case FULL_DISK -> trouble.fillDisk();
      case LOCKED_ROW -> trouble.lockRows(cast.cell());
      case CLOCK_STEP -> trouble.stepClock(cast.cell().hashCode() % 2 == 0);
    }
    return true;
  }

  private void awaitEnd(Cast cast, List<Violation> violations) throws Exception {
    try {
      cast.awaitAnswers(patience);
    } catch (TimeoutException | ExecutionException e) {
      violations.add(Violation.of("I6 a client was not served: " + e.getCause()));
    }
    try {
      Awaitility.await()
          .atMost(patience)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> invariants.isOver(cast));
    } catch (ConditionTimeoutException e) {
      violations.addAll(invariants.ends(cast));
    }
  }
}
