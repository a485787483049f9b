package com.hexabuilders.onboarding.architecture;

import com.hexabuilders.onboarding.architecture.RouteFile.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A step as its route file declares it. */
record DeclaredStep(String name, String participant, String announces) {

  private static final Path ROUTES = Path.of("src/main/resources/routes");

  /** All steps, in the order of the listing. */
  static List<DeclaredStep> all() {
    List<DeclaredStep> steps = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROUTES)) {
      for (Path file : files.sorted().toList()) {
        RouteFile.read(file.getFileName().toString(), Files.readString(file)).entries().stream()
            .filter(entry -> entry.text("routeTemplateRef").equals("saga-step"))
            .forEach(entry -> steps.add(of(entry)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return steps;
  }

  private static DeclaredStep of(Entry entry) {
    return new DeclaredStep(
        value(entry, "step"), value(entry, "participant"), value(entry, "announces"));
  }

  private static String value(Entry entry, String parameter) {
    return ((List<?>) entry.content().get("parameters"))
        .stream()
            .map(RouteFile::map)
            .filter(each -> RouteFile.text(each, "name").equals(parameter))
            .map(each -> RouteFile.text(each, "value"))
            .findFirst()
            .orElseThrow();
  }
}
