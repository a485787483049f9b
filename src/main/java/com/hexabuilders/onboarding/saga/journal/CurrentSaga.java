package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.ShownId;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import java.util.List;
import org.slf4j.MDC;

/**
 * The one saga that the calling thread works on, named in every line it logs meanwhile (MDC), also
 * by code that does not know it. Set where a saga is locked alone, from its row; a batch of many
 * has none. Whoever gives a thread its work calls {@link #clear} at the end of it.
 */
public final class CurrentSaga {

  /** The names in a line; {@code step} and {@code attempt} only where there are such. */
  public static final List<String> NAMES =
      List.of("correlation_id", "saga_id", "partner_id", "step", "attempt", "trace_id");

  private static final String SAGA = "saga_id";
  private static final String STEP = "step";
  private static final String ATTEMPT = "attempt";

  private CurrentSaga() {}

  /** A person or the clock moves a saga: its open step, and the calls recorded for it so far. */
  public static void take(Saga saga) {
    SagaStep row = saga.currentStep() == null ? null : saga.steps().get(saga.currentStep());
    put(saga, saga.currentStep(), row == null ? null : calls(saga, row));
  }

  /**
   * A message of a saga has come for this step: the attempt is the call it asks for. Stays as it is
   * where the thread has the same in hand, because then a call of it broke.
   *
   * @param step null for the completion
   */
  public static void receive(Saga saga, String step) {
    if (saga.id().equals(MDC.get(SAGA)) && (step == null || step.equals(MDC.get(STEP)))) {
      return;
    }
    SagaStep row = step == null ? null : saga.steps().get(step);
    put(saga, step, row == null ? null : calls(saga, row) + 1);
  }

  /** The call broke and is made again. */
  public static void callAgain() {
    String attempt = MDC.get(ATTEMPT);
    if (attempt != null) {
      MDC.put(ATTEMPT, Integer.toString(Integer.parseInt(attempt) + 1));
    }
  }

  /** The work is over, however it ended. */
  public static void clear() {
    if (MDC.get(SAGA) != null) {
      NAMES.forEach(MDC::remove);
    }
  }

  private static int calls(Saga saga, SagaStep row) {
    return saga.isCompensating() ? row.undo().attempts() : row.work().attempts();
  }

  private static void put(Saga saga, String step, Integer attempt) {
    clear();
    MDC.put(SAGA, saga.id());
    MDC.put("correlation_id", ShownId.of(saga.identity().correlationId()));
    MDC.put("partner_id", ShownId.of(saga.identity().partnerId()));
    MDC.put("trace_id", saga.identity().trace().traceId());
    if (step != null) {
      MDC.put(STEP, step);
    }
    if (attempt != null) {
      MDC.put(ATTEMPT, attempt.toString());
    }
  }
}
