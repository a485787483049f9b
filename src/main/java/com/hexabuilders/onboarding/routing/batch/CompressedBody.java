package com.hexabuilders.onboarding.routing.batch;

import jakarta.jms.BytesMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.util.ByteSequence;

/**
 * Looks how large a compressed body is without unfolding it to its end: a megabyte of a message may
 * stand for a gigabyte of zeros.
 */
final class CompressedBody {

  /** Bytes messages begin with their length, which is not compressed. */
  private static final int LENGTH_BYTES = 4;

  private CompressedBody() {}

  /**
   * The first bytes of a compressed body that is larger than the limit; empty if it is not, or is
   * not compressed, or is broken.
   */
  static Optional<byte[]> headIfLarger(ActiveMQMessage message, int limit, int head) {
    ByteSequence content = message.isCompressed() ? message.getContent() : null;
    if (content == null || content.length < LENGTH_BYTES) {
      return Optional.empty();
    }
    boolean isBytes = message instanceof BytesMessage;
    int skipped = isBytes ? LENGTH_BYTES : 0;
    InputStream packed =
        new ByteArrayInputStream(content.data, content.offset + skipped, content.length - skipped);
    try (InputStream unfolded = new InflaterInputStream(packed)) {
      unfolded.readNBytes(isBytes ? 0 : LENGTH_BYTES); // texts have their length inside
      byte[] first = unfolded.readNBytes(head);
      return isLonger(unfolded, limit - first.length) ? Optional.of(first) : Optional.empty();
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  private static boolean isLonger(InputStream stream, int left) throws IOException {
    byte[] buffer = new byte[8192];
    int rest = left;
    int count = 0;
    while (rest >= 0 && count >= 0) {
      count = stream.read(buffer);
      rest -= Math.max(count, 0);
    }
    return rest < 0;
  }
}
