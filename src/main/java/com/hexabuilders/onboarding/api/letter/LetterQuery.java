package com.hexabuilders.onboarding.api.letter;

import com.hexabuilders.onboarding.api.PageSize;
import com.hexabuilders.onboarding.api.saga.Cursor;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.StorableText;
import com.hexabuilders.onboarding.saga.deadletter.LetterFilter;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads which dead letters are asked for, and says what is wrong with the question. */
final class LetterQuery {

  private static final Set<String> STATES = Set.of("OPEN", "REPLAYED", "DISCARDED");

  final List<FieldFault> faults = new ArrayList<>();

  /** The filter of these texts; null or empty ones do not count. */
  LetterFilter filter(String prefix, String kind, String queue, String cause, String state) {
    return new LetterFilter(
        isAbsent(kind) ? null : kind(prefix + "kind", kind),
        isAbsent(queue) ? null : text(prefix + "queue", queue),
        isAbsent(cause) ? null : text(prefix + "cause", cause),
        isAbsent(state) ? null : state(prefix + "state", state));
  }

  /** Only {@code cause} can be grouped by. */
  boolean isGrouped(String group) {
    if (!isAbsent(group) && !group.equals("cause")) {
      faults.add(new FieldFault("group", "Must be cause."));
    }
    return !isAbsent(group);
  }

  int limit(String text) {
    if (isAbsent(text)) {
      return PageSize.DEFAULT;
    }
    int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > PageSize.MOST) {
      faults.add(new FieldFault("limit", "Must be a number from 1 to 200."));
    }
    return limit;
  }

  Cursor cursor(String text) {
    if (isAbsent(text)) {
      return null;
    }
    return Cursor.of(text)
        .orElseGet(
            () -> {
              faults.add(new FieldFault("cursor", "Must be the next_cursor of a page."));
              return null;
            });
  }

  private String text(String name, String text) {
    if (!StorableText.isStorable(text)) {
      faults.add(new FieldFault(name, StorableText.RULE));
    }
    return text;
  }

  private DeadLetterKind kind(String name, String text) {
    return Arrays.stream(DeadLetterKind.values())
        .filter(kind -> kind.name().equals(text))
        .findFirst()
        .orElseGet(
            () -> {
              faults.add(new FieldFault(name, "Must be a kind of dead letter, e.g. MALFORMED."));
              return null;
            });
  }

  private String state(String name, String text) {
    if (!STATES.contains(text)) {
      faults.add(new FieldFault(name, "Must be OPEN, REPLAYED or DISCARDED."));
    }
    return text;
  }

  static boolean isAbsent(String text) {
    return text == null || text.isEmpty();
  }
}
