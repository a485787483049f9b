package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.start.StartResult;
import java.util.List;

/** What became of the wish to start an ended saga again. */
public sealed interface RestartReply {

  /** A new saga, or the one an equal earlier wish began. */
  record Restarted(StartResult.Accepted accepted) implements RestartReply {}

  /** There is no such saga, and no saga of such a partner. */
  record NotFound() implements RestartReply {}

  /**
   * It cannot be restarted now.
   *
   * @param why one plain sentence saying what to do instead
   */
  record Refused(String why) implements RestartReply {}

  /** The Idempotency-Key was used before with other content. */
  record KeyReused() implements RestartReply {}

  /** The edited partner_data is not acceptable. */
  record Faulty(List<FieldFault> faults) implements RestartReply {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
