package com.hexabuilders.onboarding.saga.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether the application can work with a PostgreSQL at all; each check has its own sentence. */
final class DatabaseChecks {

  private static final String READ_ONLY = "25006";

  private final String database;
  private final DataSource direct;

  /**
   * @param database begins the sentences
   * @param direct gives a connection of its own at each call
   */
  DatabaseChecks(String database, DataSource direct) {
    this.database = database;
    this.direct = direct;
  }

  /**
   * Before migrations.
   *
   * @throws UnusableDatabase if a pooler lies between, or it does not keep text as UTF-8
   * @throws SQLException if it does not answer or takes no writes
   */
  void usable() throws SQLException {
    try (Connection one = direct.getConnection();
        Connection other = direct.getConnection()) {
      keepsSessions(one, other);
      String encoding = ask(one, "select current_setting('server_encoding')");
      if (!"UTF8".equals(encoding)) {
        throw new UnusableDatabase(
            database
                + " keeps text as "
                + encoding
                + " and not as UTF8: create one with \"encoding 'UTF8' template template0\", or set"
                + " spring.datasource.url.");
      }
      if ("on".equals(ask(one, "select current_setting('transaction_read_only')"))) {
        throw new SQLException("it is a standby, or set to be read only", READ_ONLY);
      }
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("startup parameter")) {
        throw pooled();
      }
      throw e;
    }
  }

  /** What one session sets it keeps between its transactions, and no other session sees. */
  private void keepsSessions(Connection one, Connection other) throws SQLException {
    String mark = UUID.randomUUID().toString();
    ask(one, "select set_config('onboarding.session', ?, false)", mark);
    boolean seen = mark.equals(ask(other, "select current_setting('onboarding.session', true)"));
    boolean kept = mark.equals(ask(one, "select current_setting('onboarding.session', true)"));
    boolean limited = !"0".equals(ask(one, "select current_setting('lock_timeout')"));
    if (seen || !kept || !limited) {
      ask(one, "select set_config('onboarding.session', '', false)");
      throw pooled();
    }
  }

  private UnusableDatabase pooled() {
    return new UnusableDatabase(
        database
            + " is reached through a pooler such as PgBouncer that does not keep sessions and their"
            + " settings apart: set spring.datasource.url to the address of PostgreSQL itself.");
  }

  private static String ask(Connection session, String sql, String... values) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /**
   * After migrations, which another user may have run. Tables of extensions, and of another owner,
   * are not this application's.
   *
   * @param history the table in which migrations are noted; its owner has the others too
   * @throws UnusableDatabase if this user may not read or write a table
   */
  void tablesAreGranted(String history) {
    List<String> denied =
        new JdbcTemplate(direct)
            .queryForList(
                """
                select t.relname from pg_class h
                join pg_class t on t.relnamespace = h.relnamespace and t.relowner = h.relowner
                where h.oid = to_regclass(?) and t.relkind = 'r'
                  and not (has_table_privilege(t.oid, 'select')
                    and has_table_privilege(t.oid, 'insert'))
                  and not exists (select 1 from pg_depend d where d.objid = t.oid
                    and d.classid = 'pg_class'::regclass and d.deptype = 'e')
                order by t.relname
                """,
                String.class,
                history);
    if (!denied.isEmpty()) {
      throw new UnusableDatabase(
          database
              + " does not let this user read and write "
              + denied.stream().filter(Objects::nonNull).findFirst().orElse("a table")
              + ": grant select, insert, update, delete on all tables to it, or set"
              + " spring.datasource.username.");
    }
  }
}
