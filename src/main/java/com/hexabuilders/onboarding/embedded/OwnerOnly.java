package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Folders with mode 0700 and files with mode 0600: nobody but the owner reads what the data folder
 * keeps. On a file system without POSIX permissions, and where the owner is somebody else, modes
 * stay as they are.
 */
public final class OwnerOnly {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?>[] NONE = {};

  private OwnerOnly() {}

  /** Creates a folder and the folders above it that are missing; those that exist stay as is. */
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, attributes(folder, FOLDER));
  }

  /** What a file in this folder is to be created with. */
  public static FileAttribute<?>[] ofFilesIn(Path folder) {
    return attributes(folder, FILE);
  }

  /**
   * Sets the modes of a folder and of all in it; links are not followed.
   *
   * @return whether all have them now
   */
  public static boolean tighten(Path folder) throws IOException {
    if (!hasModes(folder)) {
      return false;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !Files.isSymbolicLink(path))
          .map(OwnerOnly::tightenOne)
          .reduce(true, Boolean::logicalAnd);
    }
  }

  private static boolean tightenOne(Path path) {
    boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    Set<PosixFilePermission> wanted = isFolder ? FOLDER : FILE;
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    try {
      if (!view.readAttributes().permissions().equals(wanted)) {
        view.setPermissions(wanted);
      }
      return true;
    } catch (NoSuchFileException vanished) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
    return hasModes(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
        : NONE;
  }
}
