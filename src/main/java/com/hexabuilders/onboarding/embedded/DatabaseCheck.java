package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Looks at a database's file before H2 opens it. H2 itself takes a missing file, an empty one and
 * one without readable content for a new database. It opens a truncated file at the newest state it
 * finds. This check ends the start for such a file unless its loss is accepted. If the loss is
 * accepted, a file that cannot be opened is kept under another name.
 */
final class DatabaseCheck {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseCheck.class);

  /**
   * Folders that the application makes beside its database. One of them shows that there was a
   * database.
   */
  private static final List<String> NEIGHBOURS = List.of("broker", "archive");

  /** Two blocks of H2's header; what a database holds comes after them. */
  private static final long HEADER_BYTES = 8192;

  private final DatabaseFile file;
  private final String accepted;

  DatabaseCheck(DatabaseFile file, String accepted) {
    this.file = file;
    this.accepted = accepted;
  }

  /**
   * Returns if the file holds what its mark says, or is new; creates a new one for its owner alone.
   *
   * @throws RefusedDatabase if not
   */
  void check() {
    Path path = file.path();
    try {
      Optional<VersionMark> mark = VersionMark.read(file.beside(VersionMarkWriter.ENDING));
      Optional<Instant> known = mark.map(VersionMark::at).or(this::neighbours);
      if (!Files.exists(path) || Files.size(path) == 0) {
        String state = Files.exists(path) ? "is empty" : "is missing";
        known.ifPresent(at -> refuse(state, "start with an empty database", at, null));
        create(path);
      } else if (!Files.isWritable(path)) {
        throw StartupRefusals.unwritable(path, "read-only", null);
      } else {
        compare(mark.map(VersionMark::version).orElse(0L), known);
      }
    } catch (IOException e) {
      throw StartupRefusals.unwritable(path, Failures.reason(e), e);
    }
  }

  private void compare(long expected, Optional<Instant> known) throws IOException {
    try {
      long version = H2Store.version(file.path());
      if (version == 0 && known.isPresent() && Files.size(file.path()) > HEADER_BYTES) {
        giveUp("nothing in it can be read", known.get(), null);
      } else if (version < expected) {
        String state = "lacks the newest of what it held";
        refuse(state, "go on with what is there", known.orElseThrow(), null);
      }
    } catch (MVStoreException e) {
      if (e.getErrorCode() != DataUtils.ERROR_FILE_LOCKED) { // of which H2 itself tells
        giveUp(Failures.reason(e), known.orElse(VersionMark.written(file.path())), e);
      }
    }
  }

  /**
   * Returns what to throw when H2 did not open the file although the check found no fault in it.
   */
  RuntimeException refusal(SQLException failure) {
    return StartupRefusals.opening(file.path(), failure)
        .map(RuntimeException.class::cast)
        .orElseGet(
            () -> new CannotGetJdbcConnectionException("The database is not open.", failure));
  }

  /** Ends the start, or puts the damaged file aside if its loss is accepted. */
  private void giveUp(String why, Instant known, Throwable cause) throws IOException {
    String state = "is damaged (" + why + ")";
    refuse(state, "start with an empty database", known, cause);
    Path kept = Path.of(file.path() + ".damaged-" + known.toString().replace(":", ""));
    Files.move(file.path(), kept);
    LOG.warn("The damaged database file is kept as {}.", kept);
    create(file.path());
  }

  private void refuse(String state, String otherwise, Instant at, Throwable cause) {
    if (!accepted.equals(at.toString())) {
      throw StartupRefusals.lost(file.path(), state, otherwise, at, cause);
    }
    LOG.warn("The database file {} {}; this loss is accepted.", file.path(), state);
  }

  /** When a neighbour was made that has something in it. */
  private Optional<Instant> neighbours() {
    try {
      for (String name : NEIGHBOURS) {
        Path neighbour = file.path().resolveSibling(name);
        if (Files.isDirectory(neighbour) && !isEmpty(neighbour)) {
          return Optional.of(VersionMark.written(neighbour));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw StartupRefusals.unwritable(file.path(), Failures.reason(e), e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void create(Path path) throws IOException {
    OwnerOnly.createFolders(path.getParent());
    if (!Files.exists(path)) {
      Files.createFile(path, OwnerOnly.ofFilesIn(path.getParent()));
    }
  }
}
