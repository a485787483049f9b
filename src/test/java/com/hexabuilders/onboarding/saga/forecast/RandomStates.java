package com.hexabuilders.onboarding.saga.forecast;

import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import com.hexabuilders.onboarding.saga.state.WaitingFor;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Brings one new saga after the other into a random state. */
final class RandomStates {

  /** Few retries, so that budgets are soon used up; the step in the middle is suspended then. */
  static final String[] SETTINGS = {
    "onboarding.steps.default.delayed-retries=1",
    "onboarding.steps.default.undo.delayed-retries=1",
    "onboarding.steps.two.on-exhausted=suspend"
  };

  private final SagaWorld world;
  private final Random random;
  private int sagas;

  RandomStates(SagaWorld world, Random random) {
    this.world = world;
    this.random = random;
  }

  /** Returns a saga in a random state; from then on its participants behave. */
  String next() {
    String saga = world.start("partner-" + ++sagas);
    if (random.nextBoolean()) {
      trouble(saga);
    }
    goOn(random.nextInt(9));
    if (random.nextInt(3) > 0) {
      if (random.nextBoolean()) {
        world.participants.undoAnswers.put(anyStep(), RandomStates::broken);
      }
      if (random.nextBoolean()) {
        world.compensate(saga);
      }
      goOn(random.nextInt(12));
    }
    world.participants.answers.clear();
    world.participants.undoAnswers.clear();
    return saga;
  }

  String anyStep() {
    return SagaWorld.STEPS.get(random.nextInt(SagaWorld.STEPS.size()));
  }

  private void trouble(String saga) {
    String step = anyStep();
    switch (random.nextInt(4)) {
      case 0 -> world.participants.refuses(step, "No.");
      case 1, 2 -> world.participants.breaks(step);
      default -> world.participants.answers.put(step, () -> putUpForReview(saga, step));
    }
  }

  /** What is put up for review is there until it is undone. */
  private StepOutcome putUpForReview(String saga, String step) {
    world.participants.effects.add(saga + " " + step);
    return new StepOutcome.Waiting("A reviewer has to look.");
  }

  private static <T> T broken() {
    throw new IllegalStateException("broken");
  }

  /** Carries messages and lets time pass; sometimes messages get lost. */
  private void goOn(int turns) {
    boolean lossy = random.nextInt(10) == 0;
    if (random.nextInt(20) == 0) {
      world.pass(Duration.ofDays(8));
    }
    for (int turn = 0; turn < turns; turn++) {
      if (lossy) {
        world.queued.clear();
        world.pass(Duration.ofSeconds(20));
      } else if (world.queued.isEmpty()) {
        if (random.nextInt(3) == 0) {
          return; // a retry may be due later
        }
        world.pass(Duration.ofSeconds(7));
      } else {
        world.handle(List.of(world.queued.remove(0)));
      }
    }
  }

  /** Names the kind of state that a saga is in. */
  static String kind(Saga saga) {
    if (saga.isFinal()) {
      return saga.status();
    }
    SagaStep row = saga.currentStep() == null ? null : saga.steps().get(saga.currentStep());
    boolean later = saga.timers().retryAt() != null;
    if (saga.isCompensating()) {
      return saga.waiting() ? "undo failed" : later ? "undo retrying" : "compensating";
    }
    if (row != null && row.status() == StepStatus.WAITING) {
      return row.waitingFor() == WaitingFor.REVIEW ? "review" : "suspended";
    }
    return later ? "retrying" : "running";
  }
}
