package com.hexabuilders.onboarding.saga.retention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.state.EventJson;
import java.time.Instant;

/**
 * One removed saga as one line of JSON: {@code saga_id}, {@code sha256}, {@code archived_at} and
 * {@code content}. The hash is that of the content's text as it stands in the line. Two lines that
 * differ only in their time are the same saga archived twice.
 *
 * @param text without the line's end
 */
record ArchiveLine(String sagaId, String sha256, String text) {

  private static final String CONTENT = ",\"content\":";

  static ArchiveLine of(String sagaId, ObjectNode content, Instant now) {
    String written = EventJson.text(content);
    String hash = hash(written);
    ObjectNode head =
        EventJson.object()
            .put("saga_id", sagaId)
            .put("sha256", hash)
            .put("archived_at", now.toString());
    String begin = EventJson.text(head);
    return new ArchiveLine(
        sagaId, hash, begin.substring(0, begin.length() - 1) + CONTENT + written + "}");
  }

  /** Whether a line that was read is this one, by the hash of what it really holds. */
  boolean isWhole(String read) {
    int content = read.indexOf(CONTENT);
    return read.equals(text)
        && hash(read.substring(content + CONTENT.length(), read.length() - 1)).equals(sha256);
  }

  private static String hash(String text) {
    return Sha256.of(text);
  }
}
