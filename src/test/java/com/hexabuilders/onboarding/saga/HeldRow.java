package com.hexabuilders.onboarding.saga;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Rows that another transaction has locked, as a hung instance or a person at a console does. */
public final class HeldRow {

  private HeldRow() {}

  /** Works while the row of a saga is locked. */
  public static <T> T ofSaga(SagaWorld world, String saga, Supplier<T> work) {
    return of(world, "select saga_id from saga where saga_id = ? for update", saga, work);
  }

  /** Works while the rows of a query are locked. */
  public static <T> T of(SagaWorld world, String sql, Object value, Supplier<T> work) {
    return during(world, holder -> holder.queryForList(sql, value), work);
  }

  /** Works while a change is not committed. */
  public static <T> T changed(SagaWorld world, String sql, Object value, Supplier<T> work) {
    return during(world, holder -> holder.update(sql, value), work);
  }

  private static <T> T during(SagaWorld world, Consumer<JdbcTemplate> lock, Supplier<T> work) {
    try (var connection = world.jdbc().getDataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        lock.accept(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
        return work.get();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
