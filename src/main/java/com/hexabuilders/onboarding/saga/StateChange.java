package com.hexabuilders.onboarding.saga;

/**
 * One change of a state that a participant keeps.
 *
 * @param id of what changed, e.g. a contract
 * @param sagaId the saga that changed it; null if a person did
 * @param from null for what is new
 * @param reason one plain sentence
 */
public record StateChange(String id, String sagaId, Enum<?> from, Enum<?> to, String reason) {}
