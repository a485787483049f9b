package com.hexabuilders.onboarding.embedded;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The file that an H2 address names.
 *
 * @param path the file, absolute
 * @param url the address of the same database with the absolute path and without H2's own log. That
 *     log would write a stack trace per failed statement beside the file. The statements in it may
 *     hold personal data.
 */
record DatabaseFile(Path path, String url) {

  private static final String H2 = "jdbc:h2:";
  private static final String FILE = "file:";
  private static final String OWN_LOG = "TRACE_LEVEL_FILE";
  private static final String ENCRYPTED = "CIPHER=";

  /**
   * Nothing if the address names no file of this machine, e.g. a database in memory, or a file that
   * only H2 can read.
   */
  static Optional<DatabaseFile> of(String url) {
    if (!url.startsWith(H2)) {
      return Optional.empty();
    }
    String rest = url.substring(H2.length());
    int end = rest.indexOf(';') < 0 ? rest.length() : rest.indexOf(';');
    String settings = rest.substring(end);
    String name = rest.substring(0, end);
    name = name.startsWith(FILE) ? name.substring(FILE.length()) : name;
    String known = settings.toUpperCase(Locale.ROOT);
    if (name.matches("[A-Za-z]{2,}:.*") || known.contains(ENCRYPTED)) {
      return Optional.empty();
    }
    if (!known.contains(OWN_LOG)) {
      settings += ";" + OWN_LOG + "=0";
    }
    String home = System.getProperty("user.home");
    Path database = Path.of(name.startsWith("~/") ? home + name.substring(1) : name);
    Path absolute = database.toAbsolutePath().normalize();
    return Optional.of(
        new DatabaseFile(Path.of(absolute + ".mv.db"), H2 + FILE + absolute + settings));
  }

  /** A file beside it that belongs to it. */
  Path beside(String ending) {
    return Path.of(path.toString().replaceFirst("\\.mv\\.db$", ending));
  }
}
