package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * What H2 says of a database's file only below JDBC. The version of a file grows with every commit
 * that wrote something, over all openings.
 */
final class H2Store {

  /**
   * H2 writes the header of its file after 20 versions at the latest. It finds newer versions by a
   * chain of chunks that begins at the header or at the file's end.
   */
  private static final int VERSIONS_SINCE_HEADER = 32;

  private H2Store() {}

  /**
   * Keeps the space of the newest versions from being overwritten while the store is open. H2 by
   * itself overwrites an unused chunk of the chain once it is 45 s old. H2 writes the header
   * afterwards. A process killed between the two writes leaves a file that H2 opens at an older
   * version.
   */
  static void keepNewestVersions(Connection connection) {
    of(connection).ifPresent(store -> store.setVersionsToKeep(VERSIONS_SINCE_HEADER));
  }

  /**
   * The version that opening this file would find; nothing in the file is changed.
   *
   * @throws MVStoreException if the file is damaged or open in another process
   */
  static long version(Path file) throws IOException {
    MVStore.Builder look =
        new MVStore.Builder().fileName(file.toString()).readOnly().autoCommitDisabled();
    MVStore store = look.open();
    try {
      if (!StoredChunks.areWhole(store, file)) {
        throw DataUtils.newMVStoreException(
            DataUtils.ERROR_FILE_CORRUPT, "a part of its content is gone");
      }
      return store.getFileStore().lastChunkVersion();
    } finally {
      store.closeImmediately();
    }
  }

  /** The store behind a connection; nothing if the connection is closed. */
  static Optional<MVStore> of(Connection connection) {
    try {
      Session session = connection.unwrap(JdbcConnection.class).getSession();
      return session instanceof SessionLocal local
          ? Optional.of(local.getDatabase().getStore().getMvStore())
          : Optional.empty();
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the store gave up its file: H2 does so after a write that failed, and then answers
   * nothing until all its connections are closed.
   */
  static boolean isLost(Connection connection) {
    return of(connection).map(H2Store::isLost).orElse(false);
  }

  /**
   * Forces what is in the file to the disk and returns its version from before.
   *
   * @return nothing if the store gave up its file meanwhile: H2 then forces nothing and says
   *     nothing
   */
  static OptionalLong force(MVStore store) {
    FileStore<?> file = store.getFileStore();
    long version = file.lastChunkVersion();
    file.sync();
    return isLost(store) ? OptionalLong.empty() : OptionalLong.of(version);
  }

  private static boolean isLost(MVStore store) {
    return store.getPanicException() != null || store.isClosed();
  }
}
