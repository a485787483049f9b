package com.hexabuilders.onboarding.intake;

import com.hexabuilders.onboarding.saga.FieldFault;
import java.util.List;

/** What reading a start request gave. */
public sealed interface ReadStart {

  /** The request may start a saga. */
  record Valid(StartDraft draft) implements ReadStart {}

  /**
   * The request is refused.
   *
   * @param faults all of them at once, at least one
   * @param correlationId the caller's where it can be read and is well formed, else null
   */
  record Invalid(List<FieldFault> faults, String correlationId) implements ReadStart {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }
}
