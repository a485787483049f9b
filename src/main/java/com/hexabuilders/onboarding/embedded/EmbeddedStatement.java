package com.hexabuilders.onboarding.embedded;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A statement that is executed with the database's lock.
 *
 * <p>This class executes a batch row by row, as H2 does it inside. A row that another transaction
 * has locked is tried again, and the rows before it are not executed twice. A batch ends at the
 * first row that fails. Its transaction cannot be used after that, as in PostgreSQL.
 */
final class EmbeddedStatement implements InvocationHandler {

  private record Call(Method method, Object[] arguments) {}

  private static final Set<String> ALWAYS = Set.of("close", "isClosed");

  private final Statement statement;
  private final DatabaseLock lock;
  private final GuardedConnection guard;
  private final Map<Object, Call> parameters = new TreeMap<>();
  private final List<Collection<Call>> batch = new ArrayList<>();

  private EmbeddedStatement(Statement statement, DatabaseLock lock, GuardedConnection guard) {
    this.statement = statement;
    this.lock = lock;
    this.guard = guard;
  }

  static <T extends Statement> T locking(
      T statement, Class<T> type, DatabaseLock lock, GuardedConnection guard) {
    return Calls.proxy(type, new EmbeddedStatement(statement, lock, guard));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws SQLException {
    return ALWAYS.contains(method.getName())
        ? Calls.on(statement, method, arguments)
        : guard.run(() -> guarded(method, arguments));
  }

  private Object guarded(Method method, Object[] arguments) throws SQLException {
    String name = method.getName();
    if (name.contains("Batch")) {
      return batch(name, arguments);
    }
    if (name.equals("clearParameters")) {
      parameters.clear();
    }
    if (name.startsWith("execute") && !isSingleRead(name)) {
      return lock.take(() -> Calls.on(statement, method, arguments));
    }
    if (name.startsWith("set") && arguments.length > 1) {
      parameters.put(arguments[0], new Call(method, arguments));
    }
    return Calls.on(statement, method, arguments);
  }

  private Object batch(String call, Object[] arguments) throws SQLException {
    if (!(statement instanceof PreparedStatement prepared)
        || arguments != null
        || call.equals("executeLargeBatch")) {
      throw new SQLFeatureNotSupportedException(call + " of different statements or large counts");
    }
    if (call.equals("addBatch")) {
      batch.add(List.copyOf(parameters.values()));
    } else if (call.equals("clearBatch")) {
      batch.clear();
    } else {
      return lock.take(new Rows(prepared)::execute);
    }
    return null;
  }

  private boolean isSingleRead(String name) throws SQLException {
    return name.equals("executeQuery") && statement.getConnection().getAutoCommit();
  }

  /** The rows of a batch, each done once however often it is executed. */
  private final class Rows {

    private final PreparedStatement prepared;
    private final List<Collection<Call>> rows = List.copyOf(batch);
    private final int[] counts = new int[rows.size()];
    private int done;

    Rows(PreparedStatement prepared) {
      this.prepared = prepared;
      batch.clear();
    }

    int[] execute() throws SQLException {
      for (; done < counts.length; done++) {
        for (Call call : rows.get(done)) {
          Calls.on(prepared, call.method(), call.arguments());
        }
        counts[done] = prepared.executeUpdate();
      }
      return counts;
    }
  }
}
