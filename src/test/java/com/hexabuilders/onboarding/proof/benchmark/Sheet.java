package com.hexabuilders.onboarding.proof.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All windows of a run: medians as a table, every window as CSV in {@code target/benchmark}. */
final class Sheet {

  private static final Path FOLDER = Path.of("target", "benchmark");

  private final Part part;
  private final String how;
  private final Map<String, List<Measured>> windows = new LinkedHashMap<>();

  /** Of this part, measured so. */
  Sheet(Part part, String how) {
    this.part = part;
    this.how = how;
  }

  void add(Measured window) {
    windows.computeIfAbsent(window.point(), point -> new ArrayList<>()).add(window);
    System.out.println(csv(window, "measured"));
  }

  /** How many windows it has. */
  int size() {
    return windows.values().stream().mapToInt(List::size).sum();
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
    Files.write(FOLDER.resolve(name() + ".csv"), lines);
    String table = table();
    Files.writeString(FOLDER.resolve(name() + ".md"), table);
    return table;
  }

  private String name() {
    return part.name().toLowerCase(Locale.ROOT);
  }

  private String table() {
    StringBuilder table = new StringBuilder(part.title).append(": ").append(how);
    table.append("\n\n| point | ");
    table.append(columns(" | ")).append(" |\n|---|");
    table.append("--:|".repeat(part.columns.size())).append('\n');
    windows.forEach(
        (point, all) -> {
          Measured median = Measured.median(all);
          table.append("| ").append(point).append(" | ");
          table.append(cells(median, " | ")).append(" |\n");
        });
    return table.toString();
  }

  private String csv(Measured window, String kind) {
    return window.point() + "," + kind + "," + cells(window, ",");
  }

  private String cells(Measured window, String between) {
    return IntStream.range(0, part.columns.size())
        .mapToObj(window::shown)
        .collect(Collectors.joining(between));
  }

  private String columns(String between) {
    return String.join(between, part.columns);
  }
}
