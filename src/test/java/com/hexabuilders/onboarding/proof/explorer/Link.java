package com.hexabuilders.onboarding.proof.explorer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The test's end of the line to the {@link Trap} in the application, over all its restarts. */
final class Link implements AutoCloseable {

  private final ServerSocket server;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private volatile PrintWriter out;

  Link() {
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread acceptor = new Thread(this::accept, "link");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** Lets a fault happen when the point is reached for the n-th time from now. */
  void arm(String point, int nth, Fault fault, Duration hang) {
    said.clear();
    out.println("arm " + point + " " + nth + " " + fault + " " + hang.toMillis());
    if (!await("armed " + point, Duration.ofSeconds(5))) {
      throw new IllegalStateException("The trap at " + point + " could not be set.");
    }
  }

  /** Whether the armed point is reached within this time. */
  boolean awaitReached(String point, Duration atMost) {
    return await("reached " + point, atMost);
  }

  /** Whether the thread that hangs there goes on within this time. */
  boolean awaitLeft(String point, Duration atMost) {
    return await("left " + point, atMost);
  }

  private boolean await(String wanted, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      String line = said.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
      while (line != null && !line.equals(wanted)) {
        line = said.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      return line != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whoever waits at a point goes on. */
  void go() {
    out.println("go");
  }

  void disarm() {
    out.println("disarm");
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(() -> listen(socket), "link-reader");
        reader.setDaemon(true);
        reader.start();
      }
    } catch (IOException e) {
      said.clear(); // closed
    }
  }

  private void listen(Socket socket) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      in.lines().forEach(said::add);
    } catch (IOException | UncheckedIOException e) {
      // the process was killed
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
