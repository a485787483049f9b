package com.hexabuilders.onboarding.saga.forecast;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database on which others commit something right before one statement. */
final class BetweenReads extends DelegatingDataSource {

  private String marker;
  private Runnable work;

  BetweenReads(DataSource database) {
    super(database);
  }

  /** Does the work once, on another thread, before the next statement that has this text. */
  synchronized void before(String text, Runnable others) {
    marker = text;
    work = others;
  }

  private synchronized Runnable due(String sql) {
    Runnable due = work != null && sql.contains(marker) ? work : () -> {};
    work = due == work ? null : work;
    return due;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> call(connection, method, arguments));
  }

  private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("prepareStatement") && arguments[0] instanceof String sql) {
      CompletableFuture.runAsync(due(sql)).join();
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
