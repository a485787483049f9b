package com.hexabuilders.onboarding.security;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP as the web server speaks it, with a total time for the first line and the headers of a
 * request. A request that exceeds this time is cut off when its next byte comes. The server itself
 * bounds only the pause between two bytes, so a slow sender would keep a connection for ever. This
 * class and its constructor are public because the server makes it.
 */
public final class BoundedHeaders extends Http11NioProtocol {

  private long longestNanos = Long.MAX_VALUE;

  void setLongest(Duration longest) {
    longestNanos = longest.toNanos();
  }

  @Override
  public void setAdapter(Adapter container) {
    super.setAdapter(new HeadedAnswers(container));
  }

  @Override
  protected Processor createProcessor() {
    return new Bounded(this, longestNanos);
  }

  /** Reads requests; the server calls it whenever something has come. */
  private static final class Bounded extends Http11Processor {

    private static final long NOTHING_CAME = -1;

    private final long longestNanos;

    Bounded(BoundedHeaders protocol, long longestNanos) {
      super(protocol, protocol.getAdapter());
      this.longestNanos = longestNanos;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
      SocketState state = super.service(socket);
      if (isAsync() || !isIncomplete(state)) {
        return state;
      }
      boolean isTooSlow = System.nanoTime() - request.getStartTimeNanos() > longestNanos;
      return isTooSlow ? SocketState.CLOSED : SocketState.LONG;
    }

    /** Empty lines before a request belong to it, or else they could drip in for ever. */
    private boolean isIncomplete(SocketState state) {
      return state == SocketState.LONG
          || state == SocketState.OPEN && request.getStartTimeNanos() != NOTHING_CAME;
    }
  }
}
