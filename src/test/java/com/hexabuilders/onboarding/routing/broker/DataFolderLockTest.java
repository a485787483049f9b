package com.hexabuilders.onboarding.routing.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

/** The data folder belongs to one process and to its owner; wrong settings end the start. */
@ExtendWith(OutputCaptureExtension.class)
class DataFolderLockTest {

  @TempDir Path folder;

  @Test
  void a_second_start_in_the_same_folder_ends_with_one_sentence(CapturedOutput output)
      throws Exception {
    DataFolderLock first = lock();
    assertThatThrownBy(this::run).hasRootCauseInstanceOf(StartupFailure.class);
    assertThat(output)
        .contains("works in the data folder " + folder)
        .contains("(pid " + ProcessHandle.current().pid() + ")", "onboarding.data-dir=")
        .doesNotContain("\tat ");
    first.destroy();
    lock().destroy();
  }

  @Test
  void a_folder_that_is_a_file_ends_with_one_sentence() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    MockEnvironment wrong = new MockEnvironment().withProperty("onboarding.data-dir", "" + file);
    assertThatThrownBy(() -> new DataFolderLock(wrong))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("cannot be written");
  }

  @ParameterizedTest
  @ValueSource(strings = {"./a;b", "~/data", "data\nmore", " "})
  void a_folder_whose_name_the_database_reads_otherwise_ends_with_one_sentence(String name) {
    MockEnvironment wrong = new MockEnvironment().withProperty("onboarding.data-dir", name);
    assertThatThrownBy(() -> new DataFolderLock(wrong))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("cannot be the data folder: set one")
        .message()
        .hasLineCount(1);
  }

  @Test
  void the_folder_and_all_of_ours_in_it_are_closed_to_others_from_the_start_on() throws Exception {
    Path store = Files.createDirectories(folder.resolve("data/broker/kahadb"));
    Path journal = Files.createFile(store.resolve("db-1.log"));
    Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rw-rw-rw-"));
    Path outside = Files.createFile(folder.resolve("outside"));
    Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-r--r--"));
    Files.createSymbolicLink(store.resolve("link"), outside);
    Path database = Files.createFile(folder.resolve("data/journal.mv.db"));
    Path script = Files.createFile(folder.resolve("data/start.sh"));
    Path binary =
        Files.createFile(Files.createDirectories(folder.resolve("data/jre")).resolve("java"));
    for (Path path : List.of(database, script, binary, binary.getParent())) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    MockEnvironment open =
        new MockEnvironment().withProperty("onboarding.data-dir", "" + folder.resolve("data"));
    new DataFolderLock(open).destroy();
    for (Path path : List.of(folder.resolve("data"), folder.resolve("data/broker"), store)) {
      assertThat(mode(path)).isEqualTo("rwx------");
    }
    assertThat(mode(journal)).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("data/lock"))).isEqualTo("rw-------");
    assertThat(mode(database)).isEqualTo("rw-------");
    for (Path path : List.of(script, binary, binary.getParent())) {
      assertThat(mode(path)).as("what is not ours").isEqualTo("rwxr-xr-x");
    }
    assertThat(mode(outside)).as("what a link points to").isEqualTo("rw-r--r--");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void many_instances_may_share_a_folder_when_nothing_is_kept_in_it() throws Exception {
    MockEnvironment environment =
        new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://db:5432/x")
            .withProperty("onboarding.broker.url", "tcp://broker:61616")
            .withProperty("onboarding.data-dir", folder.toString());
    DataFolderLock first = new DataFolderLock(environment);
    DataFolderLock second = new DataFolderLock(environment);
    first.destroy();
    second.destroy();
    assertThat(folder.resolve("lock")).doesNotExist();
  }

  @Test
  void a_wrong_setting_ends_with_its_own_sentence(CapturedOutput output) {
    assertThatThrownBy(() -> run("--onboarding.broker.listen=tcp://0.0.0.0:61616"));
    assertThat(output).contains("is open to other machines").doesNotContain("\tat ");
  }

  private void run(String... arguments) {
    String dataDir = "--onboarding.data-dir=" + folder;
    new SpringApplicationBuilder(BrokerConnections.class)
        .web(WebApplicationType.NONE)
        .run(Stream.concat(Stream.of(dataDir), Stream.of(arguments)).toArray(String[]::new))
        .close();
  }

  private DataFolderLock lock() {
    return new DataFolderLock(
        new MockEnvironment().withProperty("onboarding.data-dir", folder.toString()));
  }
}
