package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The embedded database of an application as it would be found if it were killed now. */
public final class EmbeddedCopy {

  private EmbeddedCopy() {}

  /** A copy of its file, beside its data folder; it replaces the copy before. */
  public static DataSource of(PackagedApp app) {
    Path file = app.folder().resolve("data").resolve("journal.mv.db");
    Path copy = app.folder().resolve("copy.mv.db");
    try {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String url = "jdbc:h2:file:" + app.folder().resolve("copy") + ";DATABASE_TO_LOWER=TRUE";
    return new DriverManagerDataSource(url + ";MODE=PostgreSQL", "sa", "");
  }
}
