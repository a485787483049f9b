package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import java.util.Set;

/** Statuses every saga can have; the others are reached by steps and named in their route files. */
public final class SagaStatus {

  public static final String INITIATED = "INITIATED";
  public static final String COMPLETED = "COMPLETED";
  public static final String FAILED = "FAILED";
  public static final String COMPENSATING = "COMPENSATING";
  public static final String COMPENSATED = "COMPENSATED";

  private static final Set<String> OF_EVERY_SAGA =
      Set.of(INITIATED, COMPLETED, FAILED, COMPENSATING, COMPENSATED);

  private SagaStatus() {}

  /** Whether sagas of this definition can have the status. */
  public static boolean isOf(SagaDefinition definition, String status) {
    return OF_EVERY_SAGA.contains(status)
        || definition.steps().stream().anyMatch(step -> status.equals(step.reaches()));
  }

  /** A final saga has nothing due; only a COMPLETED one may be reopened, once, by compensating. */
  public static boolean isFinal(String status) {
    return status.equals(COMPLETED) || status.equals(FAILED) || status.equals(COMPENSATED);
  }

  static boolean hasTurnedBack(String status) {
    return status.equals(COMPENSATING) || status.equals(COMPENSATED) || status.equals(FAILED);
  }
}
