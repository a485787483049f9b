package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.embedded.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restricts the data folder and what the application keeps in it to its owner. The modes are set at
 * the start. Every ten seconds they are set again for files that the broker's store creates with
 * other modes. Other users cannot enter the folder itself, so they cannot read such a file even
 * before.
 *
 * <p>Anything else in the folder, e.g. the jar and the scripts that start it, stays as it is.
 */
final class DataFolderModes {

  private static final Logger LOG = LoggerFactory.getLogger(DataFolderModes.class);
  private static final int PERIOD_SECONDS = 10;
  private static final Set<String> OURS = Set.of("lock", "broker", "archive", "receipt-key.pem");

  /** Begins the names of the embedded database's files. */
  private static final String DATABASE = "journal.";

  private final Path folder;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("data-folder-modes"));
  private boolean told;

  private DataFolderModes(Path folder) {
    this.folder = folder;
  }

  /** Sets the modes now, and again until it is stopped. */
  static DataFolderModes keep(Path folder) {
    DataFolderModes modes = new DataFolderModes(folder);
    modes.tighten();
    modes.thread.scheduleWithFixedDelay(
        modes::tighten, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    return modes;
  }

  void stop() {
    thread.shutdown();
  }

  private void tighten() {
    try {
      if (!OwnerOnly.tighten(folder, DataFolderModes::isOurs)) {
        tell();
      }
    } catch (IOException | DirectoryIteratorException e) {
      tell();
    }
  }

  private static boolean isOurs(String name) {
    return OURS.contains(name) || name.startsWith(DATABASE);
  }

  private void tell() {
    if (!told) {
      LOG.warn(
          "The data folder {} cannot be closed to other users: its file system has no such modes,"
              + " or it belongs to another user. Restrict who may read it.",
          folder);
    }
    told = true;
  }
}
