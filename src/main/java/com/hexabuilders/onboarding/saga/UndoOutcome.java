package com.hexabuilders.onboarding.saga;

/**
 * What an undo did.
 *
 * @param undone true if rows of this saga were changed back; false if there was nothing of its own
 *     left to undo
 * @param reason one plain sentence
 */
public record UndoOutcome(boolean undone, String reason) {
  public UndoOutcome {
    reason = StorableText.escaped(reason);
  }
}
