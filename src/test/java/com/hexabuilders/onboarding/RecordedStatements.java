package com.hexabuilders.onboarding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes down every statement that main code sends to a test database, one a line, into the file
 * that the system property {@code onboarding.record} names. Without it nothing is recorded.
 */
final class RecordedStatements {

  private static final String FILE = System.getProperty("onboarding.record");
  private static final Set<String> SEEN = new TreeSet<>();

  static {
    if (FILE != null) {
      Runtime.getRuntime().addShutdownHook(new Thread(RecordedStatements::write));
    }
  }

  private RecordedStatements() {}

  static Connection of(Connection connection) {
    return FILE == null ? connection : proxy(Connection.class, connection);
  }

  private static <T> T proxy(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(target, method, arguments)));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    if (arguments != null
        && arguments[0] instanceof String sql
        && method.getName().matches("prepareStatement|execute.*|addBatch")) {
      record(sql);
    }
    try {
      Object result = method.invoke(target, arguments);
      return method.getName().equals("createStatement")
          ? proxy(Statement.class, (Statement) result)
          : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Only if the nearest class of ours that asked is main code. */
  private static void record(String sql) {
    StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                    .filter(type -> type != RecordedStatements.class)
                    .filter(type -> type.getName().matches("(com.hexabuilders|org.flyway).*"))
                    .findFirst())
        .filter(
            type -> !String.valueOf(type.getProtectionDomain().getCodeSource()).contains("test-cl"))
        .ifPresent(
            type -> {
              synchronized (SEEN) {
                SEEN.add(sql.strip().replaceAll("\\s+", " "));
              }
            });
  }

  private static void write() {
    try {
      Path file = Path.of(FILE);
      if (Files.exists(file)) {
        SEEN.addAll(Files.readAllLines(file));
      }
      Files.write(file, SEEN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
