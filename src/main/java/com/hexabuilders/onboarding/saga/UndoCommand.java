package com.hexabuilders.onboarding.saga;

/**
 * What a participant is asked to undo: only what this saga changed and still owns.
 *
 * @param sagaId the saga whose effect is undone
 * @param partnerId the partner it onboarded
 * @param step name of the step being undone
 * @param reason why, for the row's history
 */
public record UndoCommand(String sagaId, String partnerId, String step, String reason) {}
