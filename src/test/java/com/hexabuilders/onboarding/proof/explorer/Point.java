package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.saga.Failpoint;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What it takes to reach a failpoint.
 *
 * @param failpoint the point
 * @param most how often a cell's sagas surely reach it
 * @param roles the sagas that do
 * @param after a point where a thread has to hang first, or null
 */
record Point(Failpoint failpoint, int most, Set<Role> roles, Failpoint after) {

  private static final Map<Failpoint, Point> SPECIAL = new EnumMap<>(Failpoint.class);

  static {
    for (Failpoint many :
        EnumSet.of(
            Failpoint.STEP_CLAIMED,
            Failpoint.STEP_WORKED,
            Failpoint.STEP_RECORDED,
            Failpoint.STEP_COMMITTED,
            Failpoint.UNDO_RECORDED,
            Failpoint.UNDO_COMMITTED,
            Failpoint.UNDO_CLAIMED)) {
      usual(many, 5);
    }
    for (Failpoint all :
        EnumSet.of(Failpoint.BATCH_RECEIVED, Failpoint.BATCH_SENT, Failpoint.BATCH_ACKNOWLEDGED)) {
      usual(all, 12);
    }
    for (Failpoint sweep :
        EnumSet.of(
            Failpoint.SWEEP_MOVED,
            Failpoint.SWEEP_COMMITTED,
            Failpoint.SWEEP_SENT,
            Failpoint.FAILURE_RECORDED,
            Failpoint.FAILURE_COMMITTED)) { // two retries, of which the first of two sagas may meet
      special(sweep, 2, null, Role.RETRIED, Role.EXHAUSTED, Role.BY_REST);
    }
    for (Failpoint letter : EnumSet.of(Failpoint.LETTER_RECORDED, Failpoint.LETTER_COPIED)) {
      special(letter, 1, null, Role.MALFORMED, Role.DROPPED, Role.EXHAUSTED);
    }
    special(Failpoint.BROKER_LETTERS_COMMITTED, 1, null, Role.STRAY, Role.DROPPED);
    for (Failpoint replay :
        EnumSet.of(Failpoint.REPLAY_RECORDED, Failpoint.REPLAY_COMMITTED, Failpoint.REPLAY_SENT)) {
      special(replay, 1, null, Role.SUSPENDED, Role.BY_REST);
    }
    special(Failpoint.SWEEP_TIMED_OUT, 1, null, Role.TIMED_OUT);
    for (Failpoint hang : EnumSet.of(Failpoint.HANG_ABORTED, Failpoint.HANG_NOTED)) {
      special(hang, 1, Failpoint.STEP_WORKED, Role.DROPPED);
    }
  }

  static Point of(Failpoint failpoint) {
    return SPECIAL.getOrDefault(failpoint, new Point(failpoint, 1, Role.USUAL, null));
  }

  private static void usual(Failpoint point, int most) {
    SPECIAL.put(point, new Point(point, most, Role.USUAL, null));
  }

  private static void special(
      Failpoint point, int most, Failpoint after, Role first, Role... more) {
    SPECIAL.put(point, new Point(point, most, EnumSet.of(first, more), after));
  }
}
