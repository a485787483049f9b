package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file an H2 address means. */
class DatabaseFileTest {

  private static final Path HERE = Path.of("").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:file:./data/journal",
        "jdbc:h2:data/journal",
        "jdbc:h2:file:data/./journal"
      })
  void a_relative_name_means_the_folder_the_application_was_started_in(String address) {
    DatabaseFile file = DatabaseFile.of(address + ";WRITE_DELAY=0").orElseThrow();
    assertThat(file.path()).isEqualTo(HERE.resolve("data/journal.mv.db"));
    assertThat(file.url())
        .isEqualTo("jdbc:h2:file:" + HERE + "/data/journal;WRITE_DELAY=0;TRACE_LEVEL_FILE=0");
    assertThat(file.beside(".mark")).isEqualTo(HERE.resolve("data/journal.mark"));
  }

  @Test
  void a_log_of_h2_that_was_asked_for_is_written() {
    String address = "jdbc:h2:file:/data/journal;trace_level_file=1";
    assertThat(DatabaseFile.of(address).orElseThrow().url()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:whole;MODE=PostgreSQL",
        "jdbc:h2:tcp://db/journal",
        "jdbc:h2:file:/data/journal;CIPHER=AES",
        "jdbc:postgresql://db/journal"
      })
  void what_is_no_file_or_only_h2_can_read_is_left_to_h2(String address) {
    assertThat(DatabaseFile.of(address)).isEmpty();
  }
}
