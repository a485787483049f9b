package com.hexabuilders.onboarding.saga;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Says whose fault a database error is, by its SQLSTATE. A whole state is looked up first, then its
 * class. PostgreSQL and H2 share the table, because H2 has states of its own only in the classes 90
 * and HY.
 *
 * <p>Sources: PostgreSQL's appendix of error codes, {@code org.h2.api.ErrorCode}.
 */
public enum SqlFault {

  /** The database or its administration: work is rolled back, waits and goes on. */
  DATABASE,

  /** The text or number of one message: no repetition helps, and no other message is concerned. */
  MESSAGE,

  /** The statement or what it wrote: its sender broke. */
  PROGRAM;

  /**
   * PostgreSQL takes nothing more in a transaction in which an error was swallowed. The code that
   * swallowed it broke, whatever the error was. As trouble of the database it would stop its queue
   * for ever.
   */
  static final String SWALLOWED = "25P02";

  private static final Map<String, SqlFault> CLASSES =
      table(
          "08 25 28 3D 3F 40 53 55 57 58 72 F0 XX", // away, rights, resources, files, indexes
          "22 54", // values, encoding; a value too long for an index
          "0A 21 23 2F 42 HY P0 90");

  private static final Map<String, SqlFault> STATES =
      table(
          // PostgreSQL: lost session state; rights, table and column gone
          "26000 42501 42P01 42703 "
              // H2: table and column gone
              + "42S02 42S03 42S04 42S22 "
              // H2: rights, schema and sequence gone
              + "90040 90096 90079 90036 "
              // H2: lock time-out, files and storage
              + "HYT00 90013 90020 90024 90025 90028 90030 90031 90048 90049 90062 90124 "
              // H2: closed, broken, read-only, in exclusive use, out of memory
              + "90007 90039 90067 90097 90098 90108 90121 90135 90146 "
              // H2: a row changed or an index entry lost under the statement
              + "90112 90131 90143",
          "90003 90004 90008 90095",
          SWALLOWED);

  /** PostgreSQL's routine behind state 0A000 when a migration changed what a statement returns. */
  private static final String STALE_PLAN = "RevalidateCachedQuery";

  /**
   * H2's code for what it did not expect: the database's fault if its store or a file is behind.
   */
  private static final int H2_GENERAL = 50000;

  private static final String H2_STORE = "org.h2.mvstore.";

  /** Looks one error up; empty if neither its state nor its type says anything. */
  public static Optional<SqlFault> of(SQLException e) {
    if (e.getErrorCode() == H2_GENERAL && isOfStore(e.getCause()) || isStalePlan(e)) {
      return Optional.of(DATABASE);
    }
    String state = String.valueOf(e.getSQLState());
    SqlFault known =
        STATES.getOrDefault(state, CLASSES.get(state.substring(0, Math.min(2, state.length()))));
    return Optional.ofNullable(known == null && isOfConnection(e) ? DATABASE : known);
  }

  private static boolean isOfConnection(SQLException e) {
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException;
  }

  private static boolean isStalePlan(SQLException e) {
    ServerErrorMessage said = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    return said != null && STALE_PLAN.equals(said.getRoutine());
  }

  private static boolean isOfStore(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof IOException || t.getClass().getName().startsWith(H2_STORE)) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, SqlFault> table(String database, String message, String program) {
    Map<String, SqlFault> table = new HashMap<>();
    List.of(database.split(" ")).forEach(state -> table.put(state, DATABASE));
    List.of(message.split(" ")).forEach(state -> table.put(state, MESSAGE));
    List.of(program.split(" ")).forEach(state -> table.put(state, PROGRAM));
    return Map.copyOf(table);
  }
}
