package com.hexabuilders.onboarding.saga.state;

/** Statuses every saga can have; the others are reached by steps and named in their route files. */
public final class SagaStatus {

  public static final String INITIATED = "INITIATED";
  public static final String COMPLETED = "COMPLETED";
  public static final String FAILED = "FAILED";
  public static final String COMPENSATING = "COMPENSATING";
  public static final String COMPENSATED = "COMPENSATED";

  private SagaStatus() {}

  /** A final saga has nothing due; only a COMPLETED one may be reopened, once, by compensating. */
  public static boolean isFinal(String status) {
    return status.equals(COMPLETED) || status.equals(FAILED) || status.equals(COMPENSATED);
  }

  static boolean hasTurnedBack(String status) {
    return status.equals(COMPENSATING) || status.equals(COMPENSATED) || status.equals(FAILED);
  }
}
