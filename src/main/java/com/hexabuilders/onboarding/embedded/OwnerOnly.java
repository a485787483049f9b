package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Predicate;

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
   * Sets the modes of a folder, and of what is ours in it with all below; links are not followed.
   *
   * @param ours whether a file or folder of this name, directly in the folder, is ours
   * @return whether all have them now
   */
  public static boolean tighten(Path folder, Predicate<String> ours) throws IOException {
    if (!hasModes(folder)) {
      return false;
    }
    Walk walk = new Walk(tightenOne(folder));
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, entry -> ours.test(entry.getFileName().toString()))) {
      for (Path entry : entries) {
        Files.walkFileTree(entry, walk);
      }
    }
    return walk.all;
  }

  /** Sets each mode; what cannot be read or changed does not stop the others. */
  private static final class Walk extends SimpleFileVisitor<Path> {
    private boolean all;

    private Walk(boolean all) {
      this.all = all;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return visit(path);
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      return attributes.isSymbolicLink() ? FileVisitResult.CONTINUE : visit(path);
    }

    /** Its owner can read it when it is looked at next. */
    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
      return visit(path);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    private FileVisitResult visit(Path path) {
      all &= tightenOne(path);
      return FileVisitResult.CONTINUE;
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
