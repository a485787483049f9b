package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a participant decided. A refusal is a value; only a breakage is an exception (it rolls the
 * transaction back and uses up a retry).
 */
public sealed interface StepOutcome {

  /**
   * The work is done; its rows were written in the caller's transaction.
   *
   * @param result facts announced to later steps and observers; never personal data
   * @param warnings policies that were broken but only warn, one plain sentence each
   */
  record Done(ObjectNode result, List<String> warnings) implements StepOutcome {
    public Done(ObjectNode result) {
      this(result, List.of());
    }

    public Done {
      warnings = warnings.stream().map(StorableText::escaped).toList();
    }
  }

  /**
   * A rule says no: nothing was written, no retry follows, the saga compensates.
   *
   * @param reason one plain sentence naming the rule
   */
  record Refused(String reason) implements StepOutcome {
    public Refused {
      reason = StorableText.escaped(reason);
    }
  }

  /**
   * A person has to decide first. Rows written so far stay and are undone by the step's undo.
   *
   * @param reason one plain sentence saying who is waited for, and why
   */
  record Waiting(String reason) implements StepOutcome {
    public Waiting {
      reason = StorableText.escaped(reason);
    }
  }
}
