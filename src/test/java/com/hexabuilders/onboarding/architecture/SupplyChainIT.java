package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the packaged jar is made of, by the bill of materials it carries. */
class SupplyChainIT {

  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern TEST =
      Pattern.compile("\\n  (?:void|static final ArchRule) (\\w+)(?:\\(| =)");
  private static final String BILL = "META-INF/sbom/application.cdx.json";
  private static final String LIBRARIES = "BOOT-INF/lib/";

  /** Added by the packaging itself, so that the jar can fall into layers. */
  private static final String OF_THE_PACKAGING = "spring-boot-jarmode-tools-";

  private Set<String> libraries;
  private SupplyChain chain;

  @BeforeEach
  void read() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (JarFile jar = new JarFile(PackagedApp.jar().toFile())) {
      ZipEntry bill = jar.getEntry(BILL);
      assertThat(bill)
          .as("a bill of materials in the jar (its plugin needs to be online)")
          .isNotNull();
      try (InputStream content = jar.getInputStream(bill)) {
        JsonNode rules = json.readTree(Path.of("docs/advisories.json").toFile());
        chain = new SupplyChain(json.readTree(content), rules);
      }
      libraries =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
              .map(name -> name.substring(LIBRARIES.length()))
              .filter(name -> !name.startsWith(OF_THE_PACKAGING))
              .collect(Collectors.toSet());
    }
  }

  @Test
  void the_bill_is_what_the_jar_is_made_of() {
    assertThat(libraries).hasSizeGreaterThan(80);
    assertThat(chain.jars()).containsAll(libraries);
    assertThat(chain.jars()).filteredOn(jar -> !jar.contains("-starter")).isSubsetOf(libraries);
  }

  @Test
  void every_component_has_a_version_and_a_licence() {
    assertThat(chain.anonymous()).isEmpty();
  }

  @Test
  void nothing_that_is_banned_is_shipped() {
    assertThat(chain.banned()).isEmpty();
  }

  @Test
  void every_known_hole_of_what_is_shipped_has_a_test_that_keeps_it_closed() throws IOException {
    assertThat(chain.unguarded(tests())).isEmpty();
  }

  @Test
  void every_published_hole_of_what_is_shipped_is_mended_or_judged() throws IOException {
    JsonNode dataset =
        new ObjectMapper().readTree(Path.of("docs/advisories-dataset.json").toFile());
    assertThat(dataset.path("advisories")).hasSizeGreaterThan(20);
    assertThat(chain.unjudged(dataset)).isEmpty();
  }

  /** All tests, {@code Class.method}. */
  private static Set<String> tests() throws IOException {
    Set<String> tests = new HashSet<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String type = file.getFileName().toString().replace(".java", ".");
        TEST.matcher(Files.readString(file))
            .results()
            .forEach(found -> tests.add(type + found.group(1)));
      }
    }
    return tests;
  }

  @Test
  void the_image_copies_what_is_installed_and_starts_it() throws IOException {
    Path launcher = PackagedApp.launcher();
    Set<String> installed = new TreeSet<>();
    try (Stream<Path> files = Files.list(launcher.getParent())) {
      files.forEach(file -> installed.add("/app/" + file.getFileName()));
    }
    installed.remove("/app/unpack.log");
    Dockerfile image = Dockerfile.read();
    Map<String, String> copied = new TreeMap<>();
    for (String name : image.copied()) {
      PathMatcher pattern = FileSystems.getDefault().getPathMatcher("glob:" + name);
      installed.stream()
          .filter(file -> pattern.matches(Path.of(file)) || name.equals(file + "/"))
          .forEach(file -> copied.put(file, name));
    }
    assertThat(copied).containsOnlyKeys(installed);
    assertThat(copied.values()).containsExactlyInAnyOrderElementsOf(image.copied());
    assertThat(image.instructions())
        .contains(
            "RUN java -jar /jar/partner-onboarding.jar install /app",
            "ENTRYPOINT [\"/app/" + launcher.getFileName() + "\"]");
  }
}
