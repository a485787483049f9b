package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes problems where no route is reached. */
public final class Refusals {

  private Refusals() {}

  /**
   * Writes the problem, or 429 instead if its caller was refused too often; the response must carry
   * its X-Correlation-ID already.
   */
  public static void write(HttpServletResponse response, int status, String path, String detail)
      throws IOException {
    long seconds = LimitedResponse.refused(response);
    if (seconds > 0) {
      tooMany(response, path, seconds);
    } else {
      problem(response, status, path, detail);
    }
  }

  private static void problem(HttpServletResponse response, int status, String path, String detail)
      throws IOException {
    Reply problem =
        Problems.located(Problems.of(status, detail), path, response.getHeader(Reply.CORRELATION));
    response.setStatus(status);
    response.setContentType(problem.contentType());
    byte[] body = problem.bytes();
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Refuses who asks too often, and says in how many seconds to ask again. */
  public static void tooMany(HttpServletResponse response, String path, long seconds)
      throws IOException {
    response.setHeader("Retry-After", Long.toString(seconds));
    problem(response, 429, path, "Too many requests; wait as Retry-After says.");
  }
}
