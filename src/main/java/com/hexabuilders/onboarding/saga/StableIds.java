package com.hexabuilders.onboarding.saga;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids derived from what they name, so that a repeated transaction makes the same ids again. */
public final class StableIds {

  /** Of a UUID in text: 48 bits of time in one of version 7. */
  private static final int TIME = "01234567-89ab".length();

  private StableIds() {}

  /** Id of the event of a log entry. */
  public static String ofEvent(String sagaId, int seq) {
    return of(sagaId, "event", Integer.toString(seq));
  }

  /**
   * Id of a row a saga's step makes. It begins with the time its saga's id begins with, so that an
   * index keeps them together as it does the sagas.
   */
  static String ofRow(String sagaId, String step, String kind) {
    int shared = Math.min(TIME, sagaId.length());
    return sagaId.substring(0, shared) + of(sagaId, step, kind).substring(shared);
  }

  public static String of(String... parts) {
    String name = String.join("\u0000", parts);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
