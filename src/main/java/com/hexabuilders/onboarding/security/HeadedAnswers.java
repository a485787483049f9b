package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.Reply;
import jakarta.servlet.RequestDispatcher;
import java.util.UUID;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.res.StringManager;

/**
 * Stands between the reader of HTTP and the container. This adapter puts the headers of every
 * answer also on those that reach no filter. A request that is too long gets its own status; the
 * web server would answer it with 400.
 */
final class HeadedAnswers implements Adapter {

  private static final String TOO_LONG =
      StringManager.getManager(Http11Processor.class).getString("iib.requestheadertoolarge.error");

  private final Adapter container;

  HeadedAnswers(Adapter container) {
    this.container = container;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    boolean isRefused = response.getStatus() >= 400;
    if (isRefused || request.requestURI().equals("*")) {
      response.setHeader(Reply.CORRELATION, UUID.randomUUID().toString());
      SecurityHeaders.set(response::setHeader);
    }
    if (isRefused && isTooLong(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))) {
      response.setStatus(request.requestURI().isNull() ? 414 : 431);
    }
    container.service(request, response);
  }

  /** Bytes are counted by the reader of headers, and headers by their list. */
  private static boolean isTooLong(Object cause) {
    return cause instanceof IllegalStateException
        || cause instanceof IllegalArgumentException bad && TOO_LONG.equals(bad.getMessage());
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return container.prepare(request, response);
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent event)
      throws Exception {
    return container.asyncDispatch(request, response, event);
  }

  @Override
  public void log(Request request, Response response, long time) {
    container.log(request, response, time);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    container.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return container.getDomain();
  }
}
