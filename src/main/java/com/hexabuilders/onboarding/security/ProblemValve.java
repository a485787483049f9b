package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.Reply;
import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Answers requests the web server itself refuses, before any filter sees them: as a problem,
 * without the server's own page and version. Public, with a public constructor, because the server
 * makes it.
 */
public final class ProblemValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      if (response.getHeader(Reply.CORRELATION) == null) {
        response.setHeader(Reply.CORRELATION, UUID.randomUUID().toString());
      }
      SecurityHeaders.set(response::setHeader);
      Refusals.write(response, status, request.getRequestURI(), ErrorPages.detail(status));
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      // The caller has gone, or a part of an answer is on its way: nothing can be added.
      container.getLogger().debug("An error could not be reported.", e);
    }
  }
}
