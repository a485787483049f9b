package com.hexabuilders.onboarding.routing.http;

import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.StreamedBody;
import com.hexabuilders.onboarding.saga.StepBroke;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes bodies that are made while they are written, past Camel, which would keep them in memory
 * or in a file. An answer that breaks off is never ended like a whole one: its connection is cut.
 */
final class StreamedAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswers.class);

  private StreamedAnswers() {}

  /** Writes the body; returns the reply to give instead if nothing was written. */
  static Optional<Reply> write(
      HttpServletRequest request, HttpServletResponse response, Reply reply) {
    if (request.getProtocol().equals("HTTP/1.0")) {
      return Optional.of(
          Problems.of(
                  426,
                  "Ask with HTTP/1.1: with HTTP/1.0 an answer that broke off looks like a whole one.")
              .with("Upgrade", "HTTP/1.1")
              .with("Connection", "Upgrade"));
    }
    if (request.getMethod().equals("HEAD")) {
      return Optional.of(new Reply(reply.status(), reply.headers(), null));
    }
    HeadedStream out = new HeadedStream(response, reply);
    try {
      Optional<Reply> instead = reply.stream().writeTo(out);
      if (instead.isEmpty()) {
        out.flush();
      }
      return instead;
    } catch (IOException | RuntimeException e) {
      if (!out.isBegun()) {
        return Optional.of(Problems.failure(e));
      }
      brokeOff(request, out, e);
      return Optional.empty();
    }
  }

  /** The web server itself cuts the connection of a reader that has gone or takes nothing. */
  private static void brokeOff(HttpServletRequest request, HeadedStream out, Exception failure) {
    if (out.isLeft()) {
      LOG.info("The reader of a long answer has gone, or took nothing for too long.");
    } else {
      request.setAttribute(StreamedBody.BROKEN, true);
      LOG.warn("An answer broke off, and its connection is cut. {}", StepBroke.describe(failure));
    }
  }

  /** Sends status and headers with the first byte. */
  private static final class HeadedStream extends OutputStream {
    private final HttpServletResponse response;
    private final Reply reply;
    private OutputStream body;
    private boolean left;

    HeadedStream(HttpServletResponse response, Reply reply) {
      this.response = response;
      this.reply = reply;
    }

    boolean isBegun() {
      return body != null;
    }

    /** Whether the reader has not taken what was written. */
    boolean isLeft() {
      return left;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      left = true;
      begun().write(bytes, offset, length);
      left = false;
    }

    @Override
    public void flush() throws IOException {
      left = true;
      begun().flush();
      left = false;
    }

    private OutputStream begun() throws IOException {
      if (body == null) {
        response.setStatus(reply.status());
        response.setContentType(reply.contentType());
        reply.headers().forEach(response::setHeader);
        body = response.getOutputStream();
      }
      return body;
    }
  }
}
