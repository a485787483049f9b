package com.hexabuilders.onboarding.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Answers what no route answered: unknown addresses, wrong methods, failures before a route. While
 * the routes are not there yet, or not any more, no address is unknown: the caller shall come
 * again.
 */
@Controller
class ErrorPages implements ErrorController {

  private static final Set<Integer> NO_ROUTE = Set.of(404, 405);

  private final ApplicationAvailability availability;

  ErrorPages(ApplicationAvailability availability) {
    this.availability = availability;
  }

  @RequestMapping("${server.error.path:/error}")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return; // a part of an answer is on its way, and a problem is no part of it
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    int code = truly(status instanceof Integer known ? known : 404);
    if (code == 503 || code == 429) {
      response.setHeader("Retry-After", "1");
    }
    Refusals.write(response, code, Objects.toString(path, request.getRequestURI()), detail(code));
  }

  private int truly(int code) {
    boolean takesRequests = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
    return NO_ROUTE.contains(code) && !takesRequests ? 503 : code;
  }

  /** What a status means here, in one plain sentence. */
  static String detail(int status) {
    return switch (status) {
      case 400 -> "The request cannot be understood.";
      case 401 -> "Say who you are: a user's password or a token.";
      case 403 -> "This is not allowed.";
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not accept this method; see the Allow header.";
      case 406 -> "No such representation exists.";
      case 408 -> "The request took too long to arrive.";
      case 413 -> "The request is too large.";
      case 414 -> "The address is longer than 8 KiB.";
      case 415 -> "The body must be application/json in UTF-8.";
      case 417 -> "Of the header Expect only 100-continue is understood.";
      case 429 -> "Too many requests; wait as Retry-After says.";
      case 431 -> "The headers are longer than 8 KiB or more than 100; a cookie may be the cause.";
      case 501 -> "The method or the transfer encoding is not known here.";
      case 503 -> "The application is starting or stopping; try again.";
      case 505 -> "Only HTTP/1.0 and HTTP/1.1 are spoken here.";
      default ->
          status < 500 ? "The request is not accepted." : "Something went wrong on our side.";
    };
  }
}
