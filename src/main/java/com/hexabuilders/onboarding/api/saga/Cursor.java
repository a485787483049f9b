package com.hexabuilders.onboarding.api.saga;

import com.hexabuilders.onboarding.api.Times;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Place in a list of sagas, newest first. Opaque to callers; new sagas do not move it. */
public record Cursor(Instant createdAt, String sagaId) {

  private static final int MAX_LENGTH = 200;

  public String text() {
    byte[] bytes = (createdAt + " " + sagaId).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The cursor of this text, empty if it is none of ours. */
  public static Optional<Cursor> of(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
      Instant createdAt = Instant.parse(parts[0]);
      return parts.length == 2 && Times.inCalendar(createdAt)
          ? Optional.of(new Cursor(createdAt, parts[1].replace("\u0000", "")))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
