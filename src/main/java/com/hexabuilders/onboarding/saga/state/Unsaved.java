package com.hexabuilders.onboarding.saga.state;

import java.util.ArrayList;
import java.util.List;

/** What of a saga its row and its log do not hold yet. */
public final class Unsaved {

  private final List<LogEntry> entries = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private boolean isNew;
  private boolean changed;

  /** No row holds the saga. */
  public void markNew() {
    isNew = true;
  }

  /** Its row is written although no entry was added. */
  public void markChanged() {
    changed = true;
  }

  void add(LogEntry entry, Fact fact) {
    entries.add(entry);
    facts.add(fact);
    changed = true;
  }

  public boolean isNew() {
    return isNew;
  }

  public boolean isChanged() {
    return changed;
  }

  public List<LogEntry> entries() {
    return entries;
  }

  public List<Fact> facts() {
    return facts;
  }
}
