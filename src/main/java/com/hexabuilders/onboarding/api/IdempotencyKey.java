package com.hexabuilders.onboarding.api;

import com.hexabuilders.onboarding.saga.FieldFault;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The Idempotency-Key of a request. A string of the draft standard (RFC 8941: {@code "k"}) and the
 * bare text that older clients send ({@code k}) are the same key.
 *
 * @param value null for none
 * @param faults why it is not acceptable; empty if it is
 */
public record IdempotencyKey(String value, List<FieldFault> faults) {

  private static final String NAME = "Idempotency-Key";
  private static final String RULE = "Must be 1 to 255 printable ASCII characters.";
  private static final int LONGEST_READ = 1_000;
  private static final Pattern SHAPE = Pattern.compile("[\\x20-\\x7E]{1,255}");
  private static final String STRING = "\"(?:[^\"\\\\]|\\\\[\"\\\\])*+\"";
  private static final Pattern QUOTED = Pattern.compile(STRING);
  private static final Pattern SEVERAL =
      Pattern.compile(STRING + "(?:\\s*+,\\s*+" + STRING + ")++");

  /**
   * Reads a key.
   *
   * @param given the header's value; of more headers each on a line of its own; null for none
   */
  public static IdempotencyKey read(String given) {
    if (given == null) {
      return new IdempotencyKey(null, List.of());
    }
    if (given.length() > LONGEST_READ) {
      return faulty(RULE);
    }
    if (given.indexOf('\n') >= 0 || SEVERAL.matcher(given).matches()) {
      return faulty("Was given more than once; send one key.");
    }
    String key =
        QUOTED.matcher(given).matches()
            ? given.substring(1, given.length() - 1).replaceAll("\\\\(.)", "$1")
            : given;
    return SHAPE.matcher(key).matches() ? new IdempotencyKey(key, List.of()) : faulty(RULE);
  }

  private static IdempotencyKey faulty(String sentence) {
    return new IdempotencyKey(null, List.of(new FieldFault(NAME, sentence)));
  }
}
