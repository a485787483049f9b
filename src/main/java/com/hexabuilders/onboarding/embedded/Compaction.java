package com.hexabuilders.onboarding.embedded;

import java.sql.Connection;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the database's file from growing without end. H2 appends every commit as a chunk and uses a
 * chunk's space again only when nothing in it is alive. H2's own thread would write what is alive
 * anew, but H2 starts that thread only with a write delay. This class does the same after commits.
 *
 * <p>The thread that committed has the lock meanwhile. What was written anew reaches the file with
 * the next commit. A crash before it leaves the old chunks, which stay until H2's retention time is
 * over.
 */
final class Compaction {

  /** Percent of the chunks that must be alive; below it chunks are written anew. */
  private static final int FILL = 50;

  /** Commits between two compactions. A commit writes some 200 KB under load. */
  private static final int COMMITS = 16;

  /** Bytes that one compaction writes anew. */
  private static final int BYTES = 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  private final DatabaseLock lock;
  private final ReentrantLock working = new ReentrantLock();
  private int commits;

  Compaction(DatabaseLock lock) {
    this.lock = lock;
  }

  /** A commit on this connection has returned. */
  void committed(Connection connection) {
    boolean interrupted = Thread.currentThread().isInterrupted(); // reading would close the file
    if (interrupted || !working.tryLock()) {
      return;
    }
    try {
      if (++commits >= COMMITS) {
        commits = 0;
        lock.onlyWithLock(() -> H2Store.of(connection).ifPresent(Compaction::compact));
      }
    } finally {
      working.unlock();
    }
  }

  /** A failure says nothing of the commit. If H2 has closed its file, the next statement tells. */
  private static void compact(MVStore store) {
    try {
      store.compact(FILL, BYTES);
    } catch (RuntimeException e) {
      LOG.debug("Nothing was compacted.", e);
    }
  }
}
