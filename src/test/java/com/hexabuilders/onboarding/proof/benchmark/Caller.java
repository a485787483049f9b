package com.hexabuilders.onboarding.proof.benchmark;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An HTTP/1.1 client of one connection, kept until the application closes it and then made again.
 * As cheap as can be: it shall not be measured.
 */
final class Caller implements AutoCloseable {

  /** What was answered. */
  record Answer(int status, String body) {}

  private static final int TIMEOUT_MS = 30_000;

  private final int port;
  private final String host;
  private Socket socket;
  private InputStream in;
  private OutputStream out;

  /** Connects to the application on this loopback port. */
  Caller(int port) throws IOException {
    this.port = port;
    host = "127.0.0.1:" + port;
    connect();
  }

  private void connect() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  Answer get(String path) throws IOException {
    return call("GET " + path, "");
  }

  Answer post(String path, String body) throws IOException {
    return call("POST " + path, body);
  }

  private Answer call(String what, String body) throws IOException {
    if (socket.isClosed()) {
      connect();
    }
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(what, host, content.length);
    byte[] start = head.getBytes(StandardCharsets.UTF_8);
    byte[] request = new byte[start.length + content.length]; // one write, one packet
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(content, 0, request, start.length, content.length);
    out.write(request);
    return answer();
  }

  private Answer answer() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    boolean inChunks = false;
    boolean isLast = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).strip();
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> inChunks = true;
        case "connection" -> isLast = value.equals("close");
        default -> {
          // says nothing about how to read on
        }
      }
    }
    Answer answer = new Answer(status, inChunks ? chunks() : text(length));
    if (isLast) {
      socket.close();
    }
    return answer;
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    int size;
    do {
      size = Integer.parseInt(line(), 16);
      body.append(text(size));
      line();
    } while (size > 0);
    return body.toString();
  }

  private String text(int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      line.append((char) next);
    }
    line.setLength(line.length() - 1); // the carriage return
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
