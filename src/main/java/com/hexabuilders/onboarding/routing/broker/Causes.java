package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.saga.CauseChain;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks through an exception and everything that caused it. */
public final class Causes {

  private Causes() {}

  public static <T> Optional<T> first(Throwable thrown, Class<T> type) {
    return all(thrown).filter(type::isInstance).map(type::cast).findFirst();
  }

  public static boolean any(Throwable thrown, Predicate<Throwable> test) {
    return all(thrown).anyMatch(test);
  }

  /** The innermost cause. */
  static Throwable root(Throwable thrown) {
    return all(thrown).reduce(thrown, (outer, inner) -> inner);
  }

  /** The innermost database error. */
  public static Optional<SQLException> lastSql(Throwable thrown) {
    return all(thrown)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .reduce((outer, inner) -> inner);
  }

  private static Stream<Throwable> all(Throwable thrown) {
    return CauseChain.of(thrown).stream();
  }
}
