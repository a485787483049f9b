package com.hexabuilders.onboarding.proof.application;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /actuator/prometheus} answered. */
public record Scrape(String text) {

  private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  /** Names of all series with the names of their labels. */
  public Map<String, Set<String>> labels() {
    Map<String, Set<String>> found = new HashMap<>();
    text.lines()
        .map(SERIES::matcher)
        .filter(Matcher::matches)
        .forEach(
            line -> {
              Set<String> names = found.computeIfAbsent(line.group(1), n -> new HashSet<>());
              if (line.group(2) != null) {
                LABEL.matcher(line.group(2)).results().forEach(l -> names.add(l.group(1)));
              }
            });
    return found;
  }

  /** Every series whose name begins so, without its value. */
  public Set<String> series(String... prefixes) {
    Set<String> found = new TreeSet<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .filter(line -> Arrays.stream(prefixes).anyMatch(line::startsWith))
        .forEach(line -> found.add(line.substring(0, line.lastIndexOf(' '))));
    return found;
  }
}
