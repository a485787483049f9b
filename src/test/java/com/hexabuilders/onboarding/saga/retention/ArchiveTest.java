package com.hexabuilders.onboarding.saga.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.proof.harness.Folders;
import com.hexabuilders.onboarding.saga.definition.SagaSettings;
import com.hexabuilders.onboarding.saga.state.EventJson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the archive. */
class ArchiveTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;

  private Archive archive(Instant now) {
    SagaSettings settings =
        new SagaSettings(
            null,
            new SagaSettings.Sweeper(Duration.ofSeconds(1)),
            new SagaSettings.Active(1),
            folder.toString());
    RetentionSettings retention = new RetentionSettings(null, "", 1, null);
    return new Archive(settings, retention, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static List<ArchiveLine> line(String saga) {
    return List.of(ArchiveLine.of(saga, EventJson.object().put("of", saga), NOON));
  }

  @Test
  void a_file_belongs_to_one_process_and_has_its_time_in_its_name() {
    Archive one = archive(NOON);
    String first = one.keep(line("s-1"));
    assertThat(first).matches("sagas-20260301T120000Z-[A-Za-z0-9.]+-\\d+-1\\.jsonl");
    assertThat(one.keep(line("s-2"))).isEqualTo(first);
    String other = archive(NOON).keep(line("s-3"));
    assertThat(other).endsWith("-2.jsonl");
    assertThat(new OldSagas(folder.resolve("archive")).archivedIds())
        .containsExactly("s-1", "s-2", "s-3");
  }

  @Test
  void what_cannot_be_read_back_is_not_kept_and_the_next_begins_a_new_file() {
    Archive archive = archive(NOON);
    archive.keep(line("s-1"));
    Folders.delete(folder.resolve("archive"));
    assertThatThrownBy(() -> archive.keep(line("s-2")))
        .isInstanceOf(ArchiveTrouble.class)
        .hasMessageContaining("cannot be written");
    archive.keep(line("s-3"));
    assertThat(new OldSagas(folder.resolve("archive")).archivedIds()).containsExactly("s-3");
  }

  @Test
  void a_changed_line_is_recognised() {
    ArchiveLine line = line("s-1").get(0);
    assertThat(line.isWhole(line.text())).isTrue();
    assertThat(line.isWhole(line.text().replace("\"of\":\"s-1\"", "\"of\":\"s-2\""))).isFalse();
    assertThat(line.text())
        .startsWith("{\"saga_id\":\"s-1\",\"sha256\":\"")
        .endsWith(",\"archived_at\":\"2026-03-01T12:00:00Z\",\"content\":{\"of\":\"s-1\"}}");
  }

  @Test
  void a_wrong_setting_is_named_with_its_limits() {
    assertThatThrownBy(() -> new RetentionSettings(Duration.ofMinutes(59), "", 100, null))
        .hasMessageContaining("onboarding.retention.after must be at least 1h");
    assertThatThrownBy(() -> new RetentionSettings(null, "", 1_001, null))
        .hasMessageContaining("onboarding.retention.batch must be from 1 to 1000");
  }
}
