package com.hexabuilders.onboarding.saga;

import java.util.ArrayList;
import java.util.List;

/** What of a saga its row and its log do not hold yet. */
final class Unsaved {

  private final List<LogEntry> entries = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private boolean isNew;
  private boolean changed;

  /** No row holds the saga. */
  void markNew() {
    isNew = true;
  }

  /** Its row is written although no entry was added. */
  void markChanged() {
    changed = true;
  }

  void add(LogEntry entry, Fact fact) {
    entries.add(entry);
    facts.add(fact);
    changed = true;
  }

  boolean isNew() {
    return isNew;
  }

  boolean isChanged() {
    return changed;
  }

  List<LogEntry> entries() {
    return entries;
  }

  List<Fact> facts() {
    return facts;
  }
}
