package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.saga.Failpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A fault at a failpoint, or two at once.
 *
 * @param id short and unique; the partners of its sagas begin with it
 * @param blows what happens, in this order
 */
record Cell(String id, List<Blow> blows) {

  /**
   * One fault.
   *
   * @param nth when the point is reached for the n-th time
   */
  record Blow(Point point, Fault fault, int nth) {

    /** Whether it is trouble of the database or the broker alone, which uses up no retry. */
    boolean isOutage() {
      return fault.isOutage() && point.after() == null;
    }

    /** Whether a call hangs and its attempt is noted in spite of the fault. */
    boolean leavesAnAttempt() {
      boolean before = point.failpoint() == Failpoint.HANG_ABORTED;
      return point.after() != null && (!before || fault == Fault.HANG);
    }

    @Override
    public String toString() {
      return fault + " at " + point.failpoint() + " " + nth;
    }
  }

  private static final List<Cell> RED_ONCE =
      List.of(
          of("r0", Failpoint.HANG_ABORTED, Fault.EXCEPTION, 1),
          of("r1", Failpoint.COMPLETION_COMMITTED, Fault.EXCEPTION, 1),
          of("r2", Failpoint.UNDO_COMMITTED, Fault.EXCEPTION, 5));

  /** Every failpoint with every fault, then so many random pairs; which occurrence is by seed. */
  static List<Cell> all(long seed, int pairs) {
    Random random = new Random(seed);
    List<Cell> cells = new ArrayList<>();
    for (Failpoint failpoint : Failpoint.values()) {
      for (Fault fault : Fault.values()) {
        cells.add(new Cell("c" + cells.size(), List.of(blow(failpoint, fault, random))));
      }
    }
    for (int i = 0; i < pairs; i++) {
      List<Blow> both = List.of(any(random), any(random));
      cells.add(new Cell("p" + i, both));
    }
    return cells;
  }

  /**
   * A sample: what was red once, so many of each fault at points drawn by seed, no point twice, and
   * so many pairs.
   */
  static List<Cell> sample(long seed, int kills, int others, int pairs) {
    List<Cell> all = all(seed, pairs);
    all.removeIf(Cell::isSlow);
    Collections.shuffle(all, new Random(seed));
    List<Cell> sample = new ArrayList<>(RED_ONCE);
    Set<Point> used = RED_ONCE.stream().map(Cell::point).collect(Collectors.toSet());
    for (Fault fault : Fault.values()) {
      all.stream()
          .filter(cell -> cell.blows().size() == 1 && cell.blows().get(0).fault() == fault)
          .filter(cell -> !used.contains(cell.point()))
          .limit(fault == Fault.KILL ? kills : others)
          .toList()
          .forEach(
              cell -> {
                used.add(cell.point());
                sample.add(cell);
              });
    }
    all.stream().filter(cell -> cell.blows().size() > 1).forEach(sample::add);
    return sample;
  }

  private Point point() {
    return blows.get(0).point();
  }

  /** Whether its sagas wait for a time-out or a watchdog before the point is reached. */
  private boolean isSlow() {
    return blows.stream()
        .map(Blow::point)
        .anyMatch(point -> point.after() != null || point.failpoint() == Failpoint.SWEEP_TIMED_OUT);
  }

  /** One cell of its own. */
  static Cell of(String id, Failpoint failpoint, Fault fault, int nth) {
    return new Cell(id, List.of(new Blow(Point.of(failpoint), fault, nth)));
  }

  /** One fault among sagas that all complete: whatever is missing of one of them shows. */
  static Cell completing(String id, Failpoint failpoint, Fault fault, int nth) {
    Point point = new Point(failpoint, nth, EnumSet.of(Role.BY_REST, Role.DROPPED), null);
    return new Cell(id, List.of(new Blow(point, fault, nth)));
  }

  private static Blow any(Random random) {
    Failpoint[] points = Failpoint.values();
    Fault[] faults = Fault.values();
    return blow(
        points[random.nextInt(points.length)], faults[random.nextInt(faults.length)], random);
  }

  private static Blow blow(Failpoint failpoint, Fault fault, Random random) {
    Point point = Point.of(failpoint);
    return new Blow(point, fault, 1 + random.nextInt(point.most()));
  }
}
