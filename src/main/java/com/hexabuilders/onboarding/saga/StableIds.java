package com.hexabuilders.onboarding.saga;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids derived from what they name, so that a repeated transaction makes the same ids again. */
final class StableIds {

  private StableIds() {}

  /** Id of the event of a log entry. */
  static String ofEvent(String sagaId, int seq) {
    return of(sagaId, "event", Integer.toString(seq));
  }

  static String of(String... parts) {
    String name = String.join("\u0000", parts);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
