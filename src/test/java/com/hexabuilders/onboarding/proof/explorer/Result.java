package com.hexabuilders.onboarding.proof.explorer;

import java.util.List;

/**
 * What a cell has shown.
 *
 * @param reached whether every armed point was reached; a cell that was not is red
 * @param sagas how many sagas and messages took part
 */
record Result(Cell cell, boolean reached, int sagas, double seconds, List<Violation> violations) {

  Result {
    violations = List.copyOf(violations);
  }

  boolean isRed() {
    return !reached || !violations.isEmpty();
  }
}
