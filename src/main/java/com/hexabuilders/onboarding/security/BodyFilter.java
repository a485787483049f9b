package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.RestContract;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a body in only if it is at most 1 MiB of JSON in UTF-8. A larger one is drained up to 16
 * MiB: a caller that is still sending would otherwise see a broken connection and not the answer.
 * One that drips byte by byte is cut off after a total time, so that it holds no thread. Comes
 * after the guards: who may not ask is not read.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER + 1)
public class BodyFilter extends OncePerRequestFilter {

  private static final int MAX_DRAINED = 16 * RestContract.BODY_BYTES;

  private final Duration longest;

  BodyFilter(SecuritySettings settings) {
    longest = settings.bodyTimeout();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
      chain.doFilter(request, response);
      return;
    }
    HttpServletRequest read = null;
    try {
      read = checked(request, response, System.nanoTime() + longest.toNanos());
    } catch (SocketTimeoutException e) {
      response.setHeader("Connection", "close");
      Refusals.write(response, 408, request.getRequestURI(), "The body took too long to arrive.");
    }
    if (read != null) {
      request.setAttribute(UnreadBodies.READ, true);
      chain.doFilter(read, response);
    }
  }

  /** The request with its body in memory, or null if it was refused. */
  private static HttpServletRequest checked(
      HttpServletRequest request, HttpServletResponse response, long end) throws IOException {
    String path = request.getRequestURI();
    boolean isHopeless = request.getContentLengthLong() > MAX_DRAINED || waitsForGoAhead(request);
    byte[] body = isHopeless ? null : read(request, RestContract.BODY_BYTES, end);
    if (body == null || body.length > RestContract.BODY_BYTES) {
      drain(request, response, body == null, end);
      Refusals.write(response, 413, path, "The body is larger than 1 MiB.");
    } else if (body.length > 0 && !isJson(request) && !isFromThePages(request)) {
      Refusals.write(
          response, 415, path, "The body must be application/json in UTF-8, not compressed.");
    } else if (!isUtf8(body)) {
      Refusals.write(response, 400, path, "The body is not valid UTF-8.");
    } else {
      return new ReadRequest(request, body);
    }
    return null;
  }

  /** The body, or its first bytes up to one more than the limit. */
  public static byte[] read(HttpServletRequest request, int limit, long end) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int count = 0;
    while (body.size() <= limit && count >= 0) {
      count = part(request.getInputStream(), buffer, end);
      body.write(buffer, 0, Math.max(count, 0));
    }
    return body.toByteArray();
  }

  /** What has come of the body; waits for it, but not beyond the end. */
  private static int part(InputStream body, byte[] buffer, long end) throws IOException {
    if (System.nanoTime() - end > 0) {
      throw new SocketTimeoutException();
    }
    return body.read(buffer);
  }

  /** A caller that asks before it sends a large body needs no draining, only the answer. */
  private static boolean waitsForGoAhead(HttpServletRequest request) {
    return request.getContentLengthLong() > RestContract.BODY_BYTES
        && request.getHeader("Expect") != null;
  }

  private static void drain(
      HttpServletRequest request, HttpServletResponse response, boolean unread, long end)
      throws IOException {
    if (unread) {
      response.setHeader("Connection", "close");
      return;
    }
    InputStream body = request.getInputStream();
    byte[] buffer = new byte[8192];
    int left = MAX_DRAINED - RestContract.BODY_BYTES;
    int count = 0;
    while (left > 0 && count >= 0) {
      count = part(body, buffer, end);
      left -= Math.max(count, 0);
    }
    if (count >= 0) {
      response.setHeader("Connection", "close");
    }
  }

  private static boolean isJson(HttpServletRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    if (request.getContentType() == null
        || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
      return false;
    }
    try {
      MediaType type = MediaType.parseMediaType(request.getContentType());
      boolean json =
          type.getType().equals("application")
              && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
      return json
          && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  /** Hawtio calls its JSON text/json; there the token keeps other sites' forms out. */
  private static boolean isFromThePages(HttpServletRequest request) {
    return "text/json".equalsIgnoreCase(request.getContentType())
        && request.getHeader("Content-Encoding") == null
        && ConsoleAddresses.ALL.matches(request);
  }

  private static boolean isUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
