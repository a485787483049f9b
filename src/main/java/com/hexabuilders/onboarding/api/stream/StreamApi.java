package com.hexabuilders.onboarding.api.stream;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/**
 * Answers GET /sagas/stream. Camel's HTTP component holds a thread for each answer that it writes.
 * So this address leads here directly, and a listener holds none.
 */
@Component
class StreamApi implements HttpRequestHandler {

  private static final int MOST = 500;
  private static final int MOST_OF_ONE = 300;
  private static final int RETRY_SECONDS = 5;

  /** After this a listener connects again, and is asked again who it is. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final StreamThread stream;

  StreamApi(StreamThread stream) {
    this.stream = stream;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = (Caller) request.getAttribute(Caller.ATTRIBUTE);
    if (stream.count() >= MOST || stream.count(caller.name()) >= MOST_OF_ONE) {
      refuse(request, response);
      return;
    }
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("X-Accel-Buffering", "no");
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    AsyncContext exchange = request.startAsync();
    exchange.setTimeout(0);
    StreamListener listener =
        new StreamListener(
            exchange,
            caller.name(),
            caller.onlyStartedBy(),
            request.getHeader("Last-Event-ID"),
            LONGEST);
    if (!stream.join(listener)) {
      listener.close();
    }
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Reply reply =
        Problems.located(
            Problems.unavailable(
                "Too many listen to changes now. Ask for the lists instead.", RETRY_SECONDS),
            request.getRequestURI(),
            request.getHeader(Reply.CORRELATION));
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
    response.setContentType(reply.contentType());
    response.getOutputStream().write(reply.bytes());
  }
}
