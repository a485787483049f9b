package com.hexabuilders.onboarding.saga.definition;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One step of a saga, as its route file declares it.
 *
 * @param name name on the wire, e.g. {@code contract_creation}
 * @param participant who does the work, e.g. {@code contracts}; the source of its events
 * @param awaits type of the event that starts the step
 * @param announces type of the event that says it is done
 * @param reaches status of the saga once the step is done
 * @param inbox queue the awaited event is sent to
 * @param undoInbox queue of its compensation requests
 * @param nothingToUndo why its work stands when the saga goes back; null: it is undone
 */
public record StepDefinition(
    String name,
    String participant,
    String awaits,
    String announces,
    String reaches,
    String inbox,
    String undoInbox,
    @JsonInclude(JsonInclude.Include.NON_NULL) String nothingToUndo) {}
