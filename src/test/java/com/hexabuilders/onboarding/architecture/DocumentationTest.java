package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long the README is, and that every link between documents leads somewhere. */
class DocumentationTest {

  private static final int MOST_LINES = 200;
  private static final int LONGEST_LINE = 100;
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern TEST = Pattern.compile("`([A-Z][a-z]\\w*(?:Test|IT))`");
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`|(?m)^ {4}.*$");

  @Test
  void the_readme_is_short_and_narrow() throws IOException {
    assertThat(faults(Files.readAllLines(Path.of("README.md")))).isEmpty();
  }

  @Test
  void a_long_readme_and_a_wide_line_are_found() {
    assertThat(faults(List.of("─".repeat(100)))).isEmpty();
    assertThat(faults(List.of("─".repeat(101)))).containsExactly("Line 1 has 101 characters.");
    assertThat(faults("\n".repeat(200).lines().toList())).isEmpty();
    assertThat(faults("\n".repeat(201).lines().toList())).containsExactly("It has 201 lines.");
  }

  @Test
  void every_link_leads_to_a_file_and_a_heading_that_are_there() throws IOException {
    List<String> links = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult link : links(page)) {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        links.add(page + " -> " + link.group());
        assertThat(target).as(page + " links to it").exists();
        if (link.group(2) != null) {
          assertThat(anchors(target)).as(page + " -> " + target).contains(link.group(2));
        }
      }
    }
    assertThat(links).hasSizeGreaterThan(50);
  }

  @Test
  void every_test_that_a_page_names_is_there() throws IOException {
    List<String> tests;
    try (Stream<Path> all = Files.walk(Path.of("src/test/java"))) {
      tests = all.map(file -> file.getFileName().toString().replace(".java", "")).toList();
    }
    List<String> named = new ArrayList<>();
    for (Path page : pages()) {
      TEST.matcher(Files.readString(page)).results().map(test -> test.group(1)).forEach(named::add);
    }
    assertThat(named).hasSizeGreaterThan(100).isSubsetOf(tests);
  }

  /** README, SECURITY, CONTRIBUTING and the pages below docs and activemq. */
  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String root : List.of("README.md", "SECURITY.md", "CONTRIBUTING.md", "docs", "activemq")) {
      try (Stream<Path> all = Files.walk(Path.of(root))) {
        all.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  private static List<String> faults(List<String> lines) {
    List<String> faults = new ArrayList<>();
    if (lines.size() > MOST_LINES) {
      faults.add("It has " + lines.size() + " lines.");
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).length() > LONGEST_LINE) {
        faults.add("Line " + (i + 1) + " has " + lines.get(i).length() + " characters.");
      }
    }
    return faults;
  }

  private static List<MatchResult> links(Path page) throws IOException {
    String text = CODE.matcher(Files.readString(page)).replaceAll("");
    return LINK.matcher(text).results().filter(link -> !link.group(1).contains("://")).toList();
  }

  /** The names under which headings can be linked to. */
  private static List<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
