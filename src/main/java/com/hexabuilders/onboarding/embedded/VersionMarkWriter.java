package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the {@link VersionMark} of a database after a commit, every five seconds at most, and
 * before a connection is closed. The thread that did so forces the database's file; others go on
 * meanwhile.
 */
final class VersionMarkWriter {

  /** What the mark's file is called, instead of {@code .mv.db}. */
  static final String ENDING = ".mark";

  private static final Logger LOG = LoggerFactory.getLogger(VersionMarkWriter.class);
  private static final long PAUSE = Duration.ofSeconds(5).toNanos();

  private final Path file;
  private final ReentrantLock writing = new ReentrantLock();
  private long written = -1;
  private long lastTry;
  private boolean failed;

  /**
   * @param file null to write none
   */
  VersionMarkWriter(Path file) {
    this.file = file;
  }

  /** A commit on this connection has returned. */
  void committed(Connection connection) {
    write(connection, PAUSE);
  }

  /** This connection, perhaps the last one, is about to be closed. */
  void closing(Connection connection) {
    write(connection, 0);
  }

  private void write(Connection connection, long pause) {
    boolean interrupted = Thread.currentThread().isInterrupted(); // forcing would close the file
    if (file == null || interrupted || !writing.tryLock()) {
      return;
    }
    try {
      if (written < 0 || System.nanoTime() - lastTry > pause) {
        lastTry = System.nanoTime();
        H2Store.of(connection).ifPresent(this::write);
      }
    } finally {
      writing.unlock();
    }
  }

  private void write(MVStore store) {
    try {
      OptionalLong version = H2Store.force(store);
      if (version.isPresent() && version.getAsLong() > written) {
        VersionMark.write(file, version.getAsLong());
        written = version.getAsLong();
      }
      failed = false;
    } catch (IOException | MVStoreException e) {
      if (!failed) {
        LOG.warn("{} cannot be written ({}).", file, Failures.reason(e));
      }
      failed = true;
    }
  }
}
