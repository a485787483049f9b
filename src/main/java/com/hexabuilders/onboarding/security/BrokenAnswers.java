package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.StreamedBody;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Cuts the connection of an answer that broke off. Otherwise the web server would end it with the
 * last chunk. Its reader would take a part for the whole.
 */
final class BrokenAnswers extends ValveBase {

  BrokenAnswers() {
    super(true);
  }

  /** Comes for the request, and again when another thread has done its answer. */
  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (request.getAttribute(StreamedBody.BROKEN) != null) {
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }
  }
}
