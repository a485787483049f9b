package com.hexabuilders.onboarding.saga.deadletter;

import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import java.util.List;

/**
 * Which dead letters are meant; null means any.
 *
 * @param cause the whole sentence
 * @param state OPEN, REPLAYED or DISCARDED
 */
public record LetterFilter(DeadLetterKind kind, String queue, String cause, String state) {

  /**
   * The condition on rows of {@code dead_letter}: what is listed and what is replayed.
   *
   * @param values receives the value of each parameter, in order
   */
  public String where(List<Object> values) {
    StringBuilder where = new StringBuilder("1 = 1");
    add(where, values, "kind", ColumnValues.name(kind));
    add(where, values, "queue", queue);
    add(where, values, "cause", cause);
    add(where, values, "state", state);
    return where.toString();
  }

  private static void add(StringBuilder where, List<Object> values, String column, String value) {
    if (value != null) {
      where.append(" and ").append(column).append(" = ?");
      values.add(value);
    }
  }
}
