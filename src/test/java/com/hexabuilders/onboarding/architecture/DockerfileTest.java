package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The image runs as nobody in particular, on a base with a version, and holds what was built. */
class DockerfileTest {

  private static final String GOOD =
      """
      # Anything.
      ARG JRE=some/java:17-jre
      FROM ${JRE} AS jar
      RUN mkdir -p /a \\
       && chown 1:1 /a
      FROM ${JRE}
      COPY --from=jar /app/lib/ ./lib/
      COPY --from=jar /app/a.* /app/b ./
      USER 10001:10001
      """;

  @Test
  void the_image_has_no_root_no_downloads_and_a_versioned_base() throws IOException {
    assertThat(Dockerfile.read().faults()).isEmpty();
    assertThat(Dockerfile.of(GOOD).faults()).isEmpty();
    assertThat(Dockerfile.of(GOOD).copied()).containsExactly("/app/lib/", "/app/a.*", "/app/b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          USER 10001:10001 | USER root                    | other than root
          USER 10001:10001 | USER 0:0                     | other than root
          RUN mkdir        | ADD https://example.com /a   | COPY does not
          RUN mkdir        | RUN apt-get install x; mkdir | no bill of materials
          java:17-jre      | java:latest                  | neither a version
          java:17-jre      | java                         | neither a version
          FROM ${JRE} AS   | FROM some/java AS            | neither a version
          """)
  void a_fault_of_an_image_is_found(String good, String bad, String fault) {
    assertThat(GOOD).contains(good);
    assertThat(Dockerfile.of(GOOD.replace(good, bad)).faults())
        .singleElement()
        .asString()
        .contains(fault);
  }

  @Test
  void the_container_writes_to_its_volume_and_tmp_alone_and_may_nothing_else() throws IOException {
    Map<String, Object> compose =
        RouteFile.map(new Yaml().load(Files.readString(Path.of("docker-compose.yml"))));
    Map<String, Object> services = RouteFile.map(compose.get("services"));
    Map<String, Object> application = RouteFile.map(services.get("application"));
    assertThat(application)
        .containsEntry("read_only", true)
        .containsEntry("tmpfs", List.of("/tmp"))
        .containsEntry("cap_drop", List.of("ALL"));
    assertThat(services.values())
        .allSatisfy(
            service ->
                assertThat(RouteFile.map(service).get("security_opt"))
                    .isEqualTo(List.of("no-new-privileges:true")));
    assertThat(Dockerfile.read().instructions()).contains("VOLUME /app/data");
  }
}
