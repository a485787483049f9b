package com.hexabuilders.onboarding.embedded;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;

/** Calls of JDBC's interfaces, passed on. */
final class Calls {

  private Calls() {}

  /** Something of this type whose calls come to the handler. */
  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Calls.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Calls it on the target and throws what the target throws. */
  static Object on(Object target, Method method, Object[] arguments) throws SQLException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // JDBC declares no other checked exception
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
