package com.hexabuilders.onboarding.saga.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of {@code docs/settings.md}. Names of a row that begin with a dot take the place of
 * the first name's last part; names without dots are those of a step.
 */
final class SettingsPage {

  /**
   * A setting as the page has it.
   *
   * @param name with {@code *} for what people choose
   * @param standard default as one would set it; empty where nothing is set; null where the page
   *     only describes it
   * @param inProduction the same with the profile {@code production}
   */
  record Row(String name, String standard, String inProduction) {}

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern LINE = Pattern.compile("\\| (`[^|]+) \\| ([^|]+) \\| [^|]+ \\|");
  private static final Pattern PRODUCTION = Pattern.compile("; (.+) in production");

  private SettingsPage() {}

  /** Every row by its setting's name. */
  static Map<String, Row> read() throws IOException {
    Map<String, Row> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("docs/settings.md"))) {
      Matcher row = LINE.matcher(line.replace("\\|", ""));
      if (row.matches()) {
        add(names(row.group(1)), row.group(2), rows);
      } else if (line.startsWith("| `")) {
        throw new IllegalStateException("no row of three cells: " + line);
      }
    }
    return rows;
  }

  private static void add(List<String> names, String cell, Map<String, Row> rows) {
    Matcher production = PRODUCTION.matcher(cell);
    String special = production.find() ? production.group(1) : null;
    List<String> standard = values(production.replaceFirst(""), names.size());
    for (int i = 0; i < names.size(); i++) {
      String value = standard.get(i);
      String inProduction = special == null ? value : values(special, 1).get(0);
      Row row = new Row(names.get(i), value, inProduction);
      if (rows.put(names.get(i), row) != null) {
        throw new IllegalStateException(names.get(i) + " is there twice.");
      }
    }
  }

  private static List<String> names(String cell) {
    List<String> names = new ArrayList<>();
    for (String name : codes(cell)) {
      String whole = name.replace("<name>", "*");
      if (name.startsWith(".")) {
        String first = names.get(0);
        names.add(first.substring(0, first.lastIndexOf('.')) + name);
      } else {
        names.add(whole.contains(".") ? whole : "onboarding.steps.*." + whole);
      }
    }
    return names;
  }

  private static List<String> values(String cell, int count) {
    List<String> codes = codes(cell);
    if (cell.startsWith("`") && codes.size() == count) {
      return codes;
    }
    String same = cell.matches("(empty|none)\\b.*") ? "" : null;
    return Collections.nCopies(count, same);
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1)).toList();
  }
}
