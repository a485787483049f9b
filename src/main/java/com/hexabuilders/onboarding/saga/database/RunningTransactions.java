package com.hexabuilders.onboarding.saga.database;

import com.hexabuilders.onboarding.embedded.RowPatience;
import com.hexabuilders.onboarding.saga.SilentTrace;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Knows the connection of every thread that is in a transaction, so that a hung transaction can be
 * ended from outside. Its connection is aborted, and the database rolls back and frees its locks.
 */
@Component
public class RunningTransactions implements TransactionExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(RunningTransactions.class);

  private static final Duration BRIEF = Duration.ofMillis(200);

  private final DataSource dataSource;
  private final Map<Thread, Connection> connections = new ConcurrentHashMap<>();
  private final Set<Thread> withParticipant = ConcurrentHashMap.newKeySet();
  private final Set<Thread> hurried = ConcurrentHashMap.newKeySet();

  RunningTransactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void afterBegin(TransactionExecution transaction, Throwable failure) {
    Object resource = TransactionSynchronizationManager.getResource(dataSource);
    if (failure == null && resource instanceof ConnectionHolder holder) {
      connections.put(Thread.currentThread(), holder.getConnection());
      if (hurried.contains(Thread.currentThread())) {
        waitBriefly(holder.getConnection());
      }
    }
  }

  /** The embedded database has no such setting, see {@link RowPatience}. */
  private static void waitBriefly(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      if (connection.getMetaData().getURL().startsWith("jdbc:postgresql:")) {
        statement.execute("set local lock_timeout = '" + BRIEF.toMillis() + "ms'");
      }
    } catch (SQLException e) {
      LOG.debug("The time limit of locks could not be shortened.", SilentTrace.of(e));
    }
  }

  @Override
  public void afterCommit(TransactionExecution transaction, Throwable failure) {
    connections.remove(Thread.currentThread());
  }

  @Override
  public void afterRollback(TransactionExecution transaction, Throwable failure) {
    connections.remove(Thread.currentThread());
  }

  /** Lets a participant decide, and remembers for so long that this thread waits for it. */
  public <T> T withParticipant(Supplier<T> call) {
    withParticipant.add(Thread.currentThread());
    try {
      return call.get();
    } finally {
      withParticipant.remove(Thread.currentThread());
    }
  }

  /**
   * Lets this thread's transactions wait for a lock for 200 ms at most, because one was waited for
   * in vain before. A transaction that has begun already does so to its end.
   */
  public <T> T hurried(Supplier<T> work) {
    boolean isFirst = hurried.add(Thread.currentThread());
    Connection begun = connections.get(Thread.currentThread());
    if (isFirst && begun != null) {
      waitBriefly(begun);
    }
    try {
      return RowPatience.atMost(BRIEF, work);
    } finally {
      if (isFirst) {
        hurried.remove(Thread.currentThread());
      }
    }
  }

  /** Whether the calling thread is in {@link #hurried} work. */
  boolean isHurried() {
    return hurried.contains(Thread.currentThread());
  }

  /** Whether this thread waits for a participant, rather than for database or broker. */
  public boolean isWithParticipant(Thread thread) {
    return withParticipant.contains(thread);
  }

  /** Ends the transaction of a thread, if it is in one; whatever it wrote is rolled back. */
  public void abort(Thread thread) {
    Connection connection = connections.remove(thread);
    if (connection == null) {
      return;
    }
    try {
      if (dataSource.isWrapperFor(HikariDataSource.class)) { // nobody is given it again
        dataSource.unwrap(HikariDataSource.class).evictConnection(connection);
      }
      Connection physical = connection.unwrap(Connection.class);
      physical.abort(Runnable::run);
      physical.close(); // H2 takes no notice of abort
    } catch (SQLException e) {
      LOG.warn(
          "The connection of a hung transaction could not be aborted: {}", SilentTrace.sentence(e));
    }
  }
}
