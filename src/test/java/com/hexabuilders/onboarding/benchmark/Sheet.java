package com.hexabuilders.onboarding.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All windows of a run: medians as a table, every window as CSV in {@code target/benchmark}. */
final class Sheet {

  private static final Path FOLDER = Path.of("target", "benchmark");

  private final String name;
  private final String title;
  private final Map<String, List<Measured>> windows = new LinkedHashMap<>();

  Sheet(String name, String title) {
    this.name = name;
    this.title = title;
  }

  void add(Measured window) {
    windows.computeIfAbsent(window.point(), point -> new ArrayList<>()).add(window);
    System.out.println(csv(window, "measured"));
  }

  /** Writes both files, if anything was measured, and returns the table. */
  String write() throws IOException {
    if (windows.isEmpty()) {
      return "";
    }
    List<String> lines = new ArrayList<>(List.of("point,window," + columns(",")));
    windows.forEach((point, all) -> all.forEach(window -> lines.add(csv(window, "measured"))));
    windows.forEach((point, all) -> lines.add(csv(Measured.median(all), "median")));
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve(name + ".csv"), lines);
    String table = table();
    Files.writeString(FOLDER.resolve(name + ".md"), table);
    return table;
  }

  private String table() {
    StringBuilder table = new StringBuilder(title).append("\n\n| point | ");
    table.append(columns(" | ")).append(" |\n|---|");
    table.append("--:|".repeat(Measured.COLUMNS.size())).append('\n');
    windows.forEach(
        (point, all) -> {
          Measured median = Measured.median(all);
          table.append("| ").append(point).append(" | ");
          table.append(cells(median, " | ")).append(" |\n");
        });
    return table.toString();
  }

  private static String csv(Measured window, String kind) {
    return window.point() + "," + kind + "," + cells(window, ",");
  }

  private static String cells(Measured window, String between) {
    return IntStream.range(0, Measured.COLUMNS.size())
        .mapToObj(window::shown)
        .collect(Collectors.joining(between));
  }

  private static String columns(String between) {
    return String.join(between, Measured.COLUMNS);
  }
}
