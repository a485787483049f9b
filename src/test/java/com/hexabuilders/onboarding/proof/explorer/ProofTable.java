package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.saga.Failpoint;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The proof: one line per failpoint, one per pair, and what it comes to. */
final class ProofTable {

  private static final List<String> INVARIANTS = List.of("I1", "I2", "I3", "I4", "I5", "I6");

  private static final String LINE = "%-26s " + "%-11s ".repeat(Fault.values().length);

  private final StringBuilder text = new StringBuilder();

  private ProofTable() {}

  /**
   * @param seed the number that makes the same run again
   */
  static String of(List<Result> results, long seed, double seconds) {
    ProofTable table = new ProofTable();
    table.line(LINE + "violations", heads());
    for (Failpoint point : Failpoint.values()) {
      table.point(point, results);
    }
    results.stream().filter(result -> result.cell().blows().size() > 1).forEach(table::pair);
    results.stream().filter(Result::isRed).forEach(table::red);
    table.totals(results, seed, seconds);
    return table.text.toString();
  }

  /** The line of a planted bug. */
  static String planted(Mutant mutant, Result result) {
    String mark = result.isRed() ? "red as it must be" : "NOT SEEN";
    return "%-47s %-17s %s%n".formatted(mutant, mark, counts(List.of(result)));
  }

  private static Object[] heads() {
    Stream<String> faults =
        Stream.of(Fault.values()).map(fault -> fault.name().toLowerCase(Locale.ROOT));
    return Stream.concat(Stream.of("failpoint"), faults).toArray();
  }

  private void point(Failpoint point, List<Result> results) {
    List<Result> here =
        results.stream()
            .filter(result -> result.cell().blows().size() == 1)
            .filter(result -> result.cell().blows().get(0).point().failpoint() == point)
            .toList();
    if (here.isEmpty()) {
      return;
    }
    Object[] cells = new Object[Fault.values().length + 2];
    cells[0] = point;
    for (Fault fault : Fault.values()) {
      cells[1 + fault.ordinal()] =
          here.stream()
              .filter(result -> result.cell().blows().get(0).fault() == fault)
              .map(ProofTable::mark)
              .collect(Collectors.joining(" "));
    }
    cells[cells.length - 1] = counts(here);
    line(LINE + "%s", cells);
  }

  private void pair(Result result) {
    String both =
        result.cell().blows().stream().map(Object::toString).collect(Collectors.joining(", then "));
    line("%-74s %s %s", both, mark(result), counts(List.of(result)));
  }

  private static String mark(Result result) {
    String seconds = "%.1fs".formatted(result.seconds());
    if (!result.reached()) {
      return "UNREACHED";
    }
    return (result.isRed() ? "RED " : "ok ") + seconds;
  }

  private static String counts(List<Result> results) {
    return INVARIANTS.stream()
        .map(invariant -> invariant + " " + count(results, invariant))
        .collect(Collectors.joining("  "));
  }

  private static long count(List<Result> results, String invariant) {
    return results.stream()
        .flatMap(result -> result.violations().stream())
        .filter(violation -> violation.invariant().equals(invariant))
        .count();
  }

  private void red(Result result) {
    line("%nRED %s: %s", result.cell().id(), result.cell().blows());
    result.violations().forEach(violation -> line("  %s", violation));
  }

  private void totals(List<Result> results, long seed, double seconds) {
    long pairs = results.stream().filter(result -> result.cell().blows().size() > 1).count();
    long points =
        results.stream()
            .flatMap(result -> result.cell().blows().stream())
            .map(blow -> blow.point().failpoint())
            .distinct()
            .count();
    line(
        "%npoints %d of %d, cells %d, pairs %d, runs %d, sagas and messages %d, unreached %d",
        points,
        Failpoint.values().length,
        results.size() - pairs,
        pairs,
        results.size(),
        results.stream().mapToInt(Result::sagas).sum(),
        results.stream().filter(result -> !result.reached()).count());
    line("violations: %s", counts(results));
    line("seed %d, %.0f s", seed, seconds);
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}
