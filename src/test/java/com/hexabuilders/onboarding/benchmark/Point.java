package com.hexabuilders.onboarding.benchmark;

/**
 * One line of the table.
 *
 * @param padding characters added to each start request
 */
record Point(String name, Scenario scenario, int inFlight, int padding) {

  static Point of(Scenario scenario, int inFlight) {
    return new Point(scenario + " " + inFlight + " in flight", scenario, inFlight, 0);
  }
}
