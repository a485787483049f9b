package com.hexabuilders.onboarding.saga.start;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/**
 * Ids of new sagas: UUIDs of version 7 (RFC 9562), which begin with the time and are no secret. So
 * the rows of sagas that run at the same time lie together in every index, however many ended ones
 * there are.
 */
public final class SagaIds {

  private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

  private static final int LENGTH = 36;

  private SagaIds() {}

  /** An id no other saga has. */
  public static String next() {
    return GENERATOR.generate().toString();
  }

  /** Whether a text is as long as an id; only such a text is looked for among the sagas. */
  static boolean mayBe(String text) {
    return text.length() == LENGTH;
  }
}
