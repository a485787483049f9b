package com.hexabuilders.onboarding.saga.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hexabuilders.onboarding.saga.definition.SagaSettings;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The files that removed sagas are kept in, one line each. A file belongs to one process and one
 * day, and ends at 64 MB. After any trouble and after a crash the next line begins a new file. So a
 * torn line can only be the last of its file.
 */
@Component
class Archive {

  private static final long FULL_BYTES = 64L * 1024 * 1024;

  private final Path folder;
  private final Clock clock;
  private ArchiveFile file;

  Archive(SagaSettings settings, RetentionSettings retention, Clock clock) {
    String own = retention.archiveDir();
    this.folder = own.isBlank() ? Path.of(settings.dataDir(), "archive") : Path.of(own);
    this.clock = clock;
  }

  /**
   * Adds lines. When this returns they are forced to the disk, and were read back and found equal.
   *
   * @return name of the file they are in
   * @throws ArchiveTrouble if not; some lines may be there all the same, whole or torn
   */
  synchronized String keep(List<ArchiveLine> lines) {
    try {
      Instant now = clock.instant();
      if (file == null
          || file.size() > FULL_BYTES
          || !file.isOf(now.truncatedTo(ChronoUnit.DAYS))) {
        close();
        file = ArchiveFile.create(folder, now);
      }
      long begin = file.size();
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line.text()).append('\n'));
      file.append(text.toString().getBytes(UTF_8));
      verify(lines, begin);
      return file.name();
    } catch (IOException e) {
      close();
      throw new ArchiveTrouble(
          "The archive " + folder.toAbsolutePath() + " cannot be written: " + e + ".", e);
    }
  }

  private void verify(List<ArchiveLine> lines, long begin) throws IOException {
    List<String> read = file.readFrom(begin).lines().toList();
    boolean whole = read.size() == lines.size();
    for (int i = 0; whole && i < read.size(); i++) {
      whole = lines.get(i).isWhole(read.get(i));
    }
    if (!whole) {
      throw new IOException(file.name() + " does not hold what was written to it");
    }
  }

  @PreDestroy
  synchronized void close() {
    if (file != null) {
      file.close();
    }
    file = null;
  }
}
