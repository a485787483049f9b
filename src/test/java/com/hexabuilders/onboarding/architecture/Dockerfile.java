package com.hexabuilders.onboarding.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The recipe of the image.
 *
 * @param instructions one line each, continued lines put together
 */
record Dockerfile(List<String> instructions) {

  private static final Pattern COPY = Pattern.compile("COPY --from=\\w+ (.+) \\S+");
  private static final Pattern BASE =
      Pattern.compile("(?:ARG JRE=|FROM )(\\S+:\\d[\\w.-]*|\\S+@sha256:[0-9a-f]{64})( AS \\w+)?");
  private static final Pattern ORDINARY_USER = Pattern.compile("USER [1-9]\\d*:[1-9]\\d*");

  static Dockerfile read() throws IOException {
    return of(Files.readString(Path.of("Dockerfile")));
  }

  static Dockerfile of(String text) {
    return new Dockerfile(
        text.replaceAll("(?m)^\\s*#.*\\n", "")
            .replaceAll("\\\\\\n\\s*", "")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList());
  }

  /** What it copies out of another stage, in order; a name may be a pattern. */
  List<String> copied() {
    return instructions.stream()
        .map(COPY::matcher)
        .filter(Matcher::matches)
        .flatMap(match -> Stream.of(match.group(1).split(" ")))
        .toList();
  }

  /** The options of the Java virtual machine in the image. */
  String javaOptions() {
    String variable = "ENV JAVA_TOOL_OPTIONS=";
    return starting(variable).stream()
        .map(line -> line.substring(variable.length()).replace("\"", ""))
        .findFirst()
        .orElse("");
  }

  /** What makes the image run as root, change by itself or hold more than was built. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    List<String> users = starting("USER ");
    if (users.isEmpty() || !ORDINARY_USER.matcher(users.get(users.size() - 1)).matches()) {
      faults.add("It does not end as a numbered user other than root.");
    }
    if (instructions.stream().anyMatch(line -> line.startsWith("ADD "))) {
      faults.add("It adds what may come from elsewhere; COPY does not.");
    }
    if (instructions.stream().anyMatch(line -> line.matches("RUN .*(curl|wget|apt|apk|yum).*"))) {
      faults.add("It installs what no bill of materials lists.");
    }
    List<String> bases = new ArrayList<>(starting("FROM "));
    bases.removeIf(line -> line.startsWith("FROM ${JRE}"));
    bases.addAll(starting("ARG JRE="));
    if (bases.isEmpty() || !bases.stream().allMatch(line -> BASE.matcher(line).matches())) {
      faults.add("A base image has neither a version nor a digest.");
    }
    return faults;
  }

  private List<String> starting(String word) {
    return instructions.stream().filter(line -> line.startsWith(word)).toList();
  }
}
