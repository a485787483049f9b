package com.hexabuilders.onboarding.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A body that is written while it is made, because it may be larger than the heap. */
@FunctionalInterface
public interface StreamedBody {

  /**
   * Request attribute of an answer that broke off after its first byte. The web server ends the
   * connection, so that its reader sees that a part is missing.
   */
  String BROKEN = StreamedBody.class.getName() + ".broken";

  /**
   * Writes the whole body, or nothing. The answer's status and headers are sent with the first
   * byte.
   *
   * @return the reply to give instead, if nothing was written; else empty
   * @throws IOException if the reader has gone, or takes too little
   */
  Optional<Reply> writeTo(OutputStream out) throws IOException;
}
