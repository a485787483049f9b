package com.hexabuilders.onboarding.proof.explorer;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The sagas and messages of a cell, each with its own way to go. */
enum Role {
  /** Starts by REST and completes. */
  BY_REST("COMPLETED"),
  /** Is dropped on the queue and completes. */
  DROPPED("COMPLETED"),
  /** Is refused by one of the steps. */
  REFUSED("COMPENSATED"),
  /** Is cancelled while it runs. */
  CANCELLED("COMPENSATED"),
  /** Breaks once and completes with a later retry. */
  RETRIED("COMPLETED"),
  /** Breaks in every call and is undone. */
  EXHAUSTED("COMPENSATED"),
  /** Breaks in every call, waits for a person, and completes when its letter is replayed. */
  SUSPENDED("COMPLETED"),
  /** Waits too long for a disabled participant and is undone. */
  TIMED_OUT("COMPENSATED"),
  /** A drop whose identity has half of a character, which no database keeps. */
  MALFORMED(null),
  /** A message the broker gave up. */
  STRAY(null);

  /** Those that every cell has unless its point needs another. */
  static final Set<Role> USUAL = EnumSet.of(BY_REST, DROPPED, REFUSED, CANCELLED);

  /** Status its saga ends with; null if it has no saga, only a dead letter. */
  final String end;

  Role(String end) {
    this.end = end;
  }

  /** Whether no participant breaks or is missing on its way. */
  boolean isWell() {
    return USUAL.contains(this);
  }

  String partner(String cell) {
    return cell + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
