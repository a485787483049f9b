package com.hexabuilders.onboarding.proof.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes traces as a collector does, and forgets them. */
final class TraceSink implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger exports = new AtomicInteger();

  TraceSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  /** The argument that sends an application's traces here. */
  String argument() {
    return "--onboarding.tracing.endpoint=http://127.0.0.1:%d/v1/traces"
        .formatted(server.getAddress().getPort());
  }

  int exports() {
    return exports.get();
  }

  private void take(HttpExchange export) throws IOException {
    try (export) {
      export.getRequestBody().readAllBytes();
      export.sendResponseHeaders(200, -1);
      exports.incrementAndGet();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
