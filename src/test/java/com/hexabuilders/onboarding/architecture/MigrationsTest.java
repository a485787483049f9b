package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** What was released stays as it is, and what comes can be run beside the release before. */
class MigrationsTest {

  private static final Path DATABASES = Path.of("src/main/resources/db");
  private static final Path RELEASED = Path.of("src/test/resources/release/migrations.txt");

  /** What an instance of the release before would meet. */
  private static final Pattern BREAKS_THE_RELEASE_BEFORE =
      Pattern.compile(
          "drop table|drop column|rename (to|column)|set not null|alter column \\S+ (set data )?type"
              + "|truncate");

  /** Statements outside of a transaction are repeated when one of them broke off. */
  private static final Pattern REPEATABLE =
      Pattern.compile(
          "drop index concurrently if exists .*|create index concurrently .*", Pattern.DOTALL);

  @Test
  void a_released_migration_is_never_changed() throws IOException {
    Map<String, String> now = new TreeMap<>();
    migrations().forEach(file -> now.put(name(file), checksum(text(file))));
    Map<String, String> released =
        Files.readAllLines(RELEASED).stream()
            .collect(Collectors.toMap(line -> line.split(" ")[0], line -> line.split(" ")[1]));

    assertThat(released).hasSizeGreaterThanOrEqualTo(18);
    assertThat(now).containsAllEntriesOf(released);
  }

  @Test
  void a_new_migration_takes_nothing_from_the_release_before() throws IOException {
    List<String> released =
        Files.readAllLines(RELEASED).stream().map(line -> line.split(" ")[0]).toList();
    assertThat(migrations().filter(file -> !released.contains(name(file))))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(statements(file))
                    .noneMatch(sql -> BREAKS_THE_RELEASE_BEFORE.matcher(sql).find()));
  }

  @Test
  void what_runs_outside_of_a_transaction_can_be_repeated() throws IOException {
    assertThat(migrations().filter(file -> text(file).contains("concurrently")))
        .allSatisfy(
            file -> {
              assertThat(Path.of(file + ".conf")).content().contains("executeInTransaction=false");
              assertThat(statements(file)).allMatch(sql -> REPEATABLE.matcher(sql).matches());
            });
  }

  @Test
  void what_would_break_the_release_before_is_found() {
    assertThat("alter table saga drop column status").containsPattern(BREAKS_THE_RELEASE_BEFORE);
    assertThat("alter table saga alter column id type text")
        .containsPattern(BREAKS_THE_RELEASE_BEFORE);
    assertThat("alter table saga add column more text")
        .doesNotContainPattern(BREAKS_THE_RELEASE_BEFORE);
  }

  private static Stream<Path> migrations() throws IOException {
    return Files.walk(DATABASES).filter(file -> file.toString().endsWith(".sql")).sorted();
  }

  private static String name(Path file) {
    return DATABASES.relativize(file).toString();
  }

  private static List<String> statements(Path file) {
    String plain = text(file).replaceAll("--.*", "").toLowerCase(Locale.ROOT);
    return Stream.of(plain.split(";"))
        .map(sql -> sql.strip().replaceAll("\\s+", " "))
        .filter(sql -> !sql.isEmpty())
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String checksum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }
}
