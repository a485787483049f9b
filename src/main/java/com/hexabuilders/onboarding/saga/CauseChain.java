package com.hexabuilders.onboarding.saga;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A breakage and what is behind it. Causes that go round are cut off. */
public final class CauseChain {

  private static final int LONGEST = 50;
  private static final int MOST = 1_000;

  private CauseChain() {}

  /** The breakage first, then each cause, the root last; null has none. */
  public static List<Throwable> of(Throwable broken) {
    return Stream.iterate(broken, Objects::nonNull, Throwable::getCause).limit(LONGEST).toList();
  }

  /** The breakage, its causes, and what else went wrong in the same batch of statements. */
  static Collection<Throwable> withBatch(Throwable broken) {
    Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> next = new ArrayDeque<>();
    Optional.ofNullable(broken).ifPresent(next::push);
    while (!next.isEmpty() && all.size() < MOST) {
      Throwable t = next.pop();
      if (all.add(t)) {
        Optional.ofNullable(t.getCause()).ifPresent(next::push);
        if (t instanceof SQLException sql && sql.getNextException() != null) {
          next.push(sql.getNextException());
        }
      }
    }
    return all;
  }

  /** Returns the first of this type. */
  public static <T> Optional<T> first(Throwable broken, Class<T> type) {
    return of(broken).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  public static boolean any(Throwable broken, Predicate<Throwable> test) {
    return of(broken).stream().anyMatch(test);
  }

  /** Returns the innermost cause. */
  public static Throwable root(Throwable broken) {
    List<Throwable> causes = of(broken);
    return causes.isEmpty() ? broken : causes.get(causes.size() - 1);
  }

  /** Returns the innermost database error. */
  public static Optional<SQLException> lastSql(Throwable broken) {
    return of(broken).stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .reduce((outer, inner) -> inner);
  }
}
