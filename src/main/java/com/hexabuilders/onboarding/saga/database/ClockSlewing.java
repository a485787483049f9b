package com.hexabuilders.onboarding.saga.database;

import java.time.Duration;
import java.time.Instant;

/**
 * How the journal's clock goes on after the database's clock was set back. The journal's clock goes
 * on from where it stood, at half speed, until the database's clock has caught up (clock slewing).
 * So the journal's time never goes back. What is due in seconds stays due in seconds, and times are
 * right again in the end. Every instance computes the same from the same row.
 *
 * @param from the database's clock when the step was noticed; null if there was none
 * @param at the journal's clock at that moment
 */
public record ClockSlewing(Instant from, Instant at) {

  public static final ClockSlewing NONE = new ClockSlewing(null, null);

  private static final int SLOWER = 2;

  /** The journal's time at this time of the database. */
  public Instant at(Instant database) {
    if (from == null) {
      return database;
    }
    Instant slow = at.plus(Duration.between(from, database).dividedBy(SLOWER));
    return slow.isAfter(database) ? slow : database;
  }
}
