package com.hexabuilders.onboarding.saga.state;

/** Status of one step of one saga, as on the wire. */
public enum StepStatus {
  /** Its awaited event was announced and not yet handled. */
  PENDING,
  /** A call broke; the next one is due at the saga's retry time. */
  RETRYING,
  /** A person has to decide. */
  WAITING,
  DONE,
  REFUSED,
  FAILED,
  TIMED_OUT,
  COMPENSATED,
  /** Compensation began before it had an effect; it never runs. */
  FENCED,
  COMPENSATION_FAILED,
  SKIPPED
}
