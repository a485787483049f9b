package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ShownId;
import java.time.Instant;

/** What the log read so far says of one step: when and by whom it was done, and undone. */
final class StepSummary {

  private final String step;
  private Instant doneAt;
  private String doneBy;
  private Boolean undone;
  private Instant undoneAt;
  private String undoneBy;
  private String settledBy;

  StepSummary(String step) {
    this.step = step;
  }

  /** Its outcome was announced; a replay announces the same outcome again. */
  void done(String by, Instant at) {
    if (doneAt == null) {
      doneBy = by;
      doneAt = at;
    }
  }

  /** A person left its undo out, or made it by hand; the participant's name is on the report. */
  void settled(String by) {
    settledBy = by;
  }

  /** Its undo has reported: true if the step was undone, false if there was nothing to undo. */
  void undone(boolean was, String by, Instant at) {
    undone = was;
    undoneBy = settledBy == null ? by : settledBy;
    undoneAt = at;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return json.put("step", step)
        .put("done", doneAt != null)
        .put("done_by", ShownId.of(doneBy))
        .put("done_at", SignedReceipts.text(doneAt))
        .put("undone", undone)
        .put("undone_by", ShownId.of(undoneBy))
        .put("undone_at", SignedReceipts.text(undoneAt));
  }
}
