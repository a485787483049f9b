package com.hexabuilders.onboarding.saga.deadletter;

import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;

/**
 * Which dead letters are meant; null means any.
 *
 * @param cause the whole sentence
 * @param state OPEN, REPLAYED or DISCARDED
 */
public record LetterFilter(DeadLetterKind kind, String queue, String cause, String state) {}
