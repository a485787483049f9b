package com.hexabuilders.onboarding.security;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Ends a refused request in a bounded time while its body is still coming. The valve sends the
 * answer first and then reads the rest of the body for a while. Without that, a caller that is
 * still sending would see a broken connection and not the answer. Then the connection is cut. The
 * web server itself would wait for the rest as long as a byte comes now and then.
 */
public final class UnreadBodies extends ValveBase {

  /** Request attribute that is there when the body has been read to its end. */
  public static final String READ = UnreadBodies.class.getName();

  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final Duration longest;

  UnreadBodies(Duration longest) {
    super(true);
    this.longest = longest;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    long end = System.nanoTime() + longest.toNanos();
    getNext().invoke(request, response);
    boolean hasBody =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (hasBody && request.getAttribute(READ) == null && request.getHeader("Expect") == null) {
      response.flushBuffer();
      if (!isReadToItsEnd(request.getInputStream(), end)) {
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
      }
    }
  }

  private static boolean isReadToItsEnd(InputStream body, long end) {
    byte[] buffer = new byte[8192];
    int left = MOST_BYTES;
    try {
      while (left > 0 && System.nanoTime() - end < 0) {
        int count = body.read(buffer);
        if (count < 0) {
          return true;
        }
        left -= count;
      }
      return false;
    } catch (IOException gone) {
      return false;
    }
  }
}
