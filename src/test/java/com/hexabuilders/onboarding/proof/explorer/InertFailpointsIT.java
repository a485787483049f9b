package com.hexabuilders.onboarding.proof.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.harness.Ended;
import com.hexabuilders.onboarding.proof.harness.ExploredApp;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.PackagedVerb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody can make the packaged jar act at a failpoint. */
class InertFailpointsIT {

  /** What the trap says when it is run without its line to a test. */
  private static final String TRAP_SPEAKS = "at " + Trap.class.getName();

  @TempDir Path folder;

  @Test
  void the_jar_contains_nothing_that_acts_at_a_failpoint() throws IOException {
    try (JarFile jar = new JarFile(PackagedApp.jar().toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .anyMatch(name -> name.endsWith("/saga/Failpoint.class"))
          .noneMatch(name -> name.contains("/explorer/") || name.contains("Trap"));
    }
  }

  @Test
  void java_minus_jar_takes_no_class_from_elsewhere_whatever_is_set() {
    Path classes = Patch.compile(folder, ExploredApp.unpack(folder), List.of());
    String path = "loader.path=" + classes;
    String main = "loader.main=" + Trap.class.getName();
    Ended other =
        ExploredApp.java(
            "-D" + path,
            "-D" + main,
            "-cp",
            PackagedApp.jar().toString(),
            "org.springframework.boot.loader.launch.PropertiesLauncher",
            "help");
    assertThat(other.output()).as("another launcher does take them").contains(TRAP_SPEAKS);

    Map<String, String> environment =
        Map.of(
            "LOADER_PATH", classes.toString(),
            "LOADER_MAIN", Trap.class.getName(),
            "CLASSPATH", classes.toString(),
            "JAVA_TOOL_OPTIONS", "-D" + path + " -D" + main);
    Ended ended = PackagedVerb.run(environment, "help", "--" + path, "--" + main);
    assertThat(ended.output()).contains("runs the application").doesNotContain(TRAP_SPEAKS);
  }
}
