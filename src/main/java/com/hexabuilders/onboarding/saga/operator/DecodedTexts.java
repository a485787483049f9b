package com.hexabuilders.onboarding.saga.operator;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A received text with all texts that are encoded in it, also one within the other. The encodings
 * are JSON escapes, percent signs, entities, quoted-printable, base64 and compression. There are at
 * most {@code MOST_TEXTS} texts of together {@code MOST_CHARS} characters, {@code DEEPEST}
 * encodings deep.
 *
 * @param texts the received text first
 * @param whole false if a part is no text in any of these encodings, or a limit was reached
 */
record DecodedTexts(Collection<String> texts, boolean whole) {

  private static final int MOST_TEXTS = 200;
  private static final int MOST_CHARS = 8 * 1024 * 1024;
  private static final int DEEPEST = 5;
  private static final String UNREADABLE = "\uFFFD";

  /** Looks for texts in a text. */
  static DecodedTexts of(String received) {
    Work work = new Work();
    work.found(received, 0);
    while (!work.open.isEmpty()) {
      String text = work.open.remove();
      int depth = work.texts.get(text) + 1;
      for (TextEncoding encoding : TextEncoding.values()) {
        work.found(encoding.decode(text), depth);
      }
      EncodedBytes bytes = EncodedBytes.in(text);
      bytes.texts().forEach(inner -> work.found(inner, depth));
      work.whole &= bytes.whole();
    }
    return new DecodedTexts(work.texts.keySet(), work.whole);
  }

  /** What is still to be looked into. */
  private static final class Work {
    final Map<String, Integer> texts = new LinkedHashMap<>(); // with their depths
    final Deque<String> open = new ArrayDeque<>();
    private int chars;
    private boolean whole = true;

    void found(String text, int depth) {
      if (texts.containsKey(text)) {
        return;
      }
      chars += text.length();
      if (texts.size() == MOST_TEXTS || chars > MOST_CHARS || depth > DEEPEST) {
        whole = false;
        return;
      }
      texts.put(text, depth);
      open.add(text);
      if (text.contains(UNREADABLE)) { // bytes that were no characters, as between those of UTF-16
        whole = false;
        found(text.replace(UNREADABLE, ""), depth);
      }
    }
  }
}
