package com.hexabuilders.onboarding.proof.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Callers that start sagas one after another, each on one connection for as long as the application
 * keeps it, until nobody listens any more.
 */
final class KeptConnections {

  private static final int CALLERS = 4;
  private static final int LONGEST_WAIT_MILLIS = 20_000;

  private final int port;
  private final List<Thread> callers = new ArrayList<>();
  private final List<String> kept = Collections.synchronizedList(new ArrayList<>());
  private final List<String> answers = Collections.synchronizedList(new ArrayList<>());
  private final List<String> lost = Collections.synchronizedList(new ArrayList<>());

  KeptConnections(int port) {
    this.port = port;
    for (int i = 0; i < CALLERS; i++) {
      String name = "kept-" + i + "-";
      callers.add(new Thread(() -> call(name), name));
    }
    callers.forEach(Thread::start);
  }

  private void call(String name) {
    int count = 0;
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        count = startUntilClosed(socket, name, count);
      } catch (IOException nobodyListens) {
        return;
      }
    }
  }

  /** A connection that was refused work at its first request was never the application's. */
  private int startUntilClosed(Socket socket, String name, int count) {
    int next = count;
    boolean isFirst = true;
    try {
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      boolean closes = false;
      while (!closes) {
        next++;
        String head = start(socket, in, name + next);
        answers.add(head.lines().findFirst().orElse("none").strip());
        closes = head.toLowerCase(Locale.ROOT).contains("connection: close");
        kept.add(closes ? "closed" : "kept");
        isFirst = false;
      }
    } catch (IOException noAnswer) {
      if (!isFirst) {
        lost.add(name + next + ": " + noAnswer);
      }
    }
    return next;
  }

  private static String start(Socket socket, BufferedReader in, String partner) throws IOException {
    byte[] body = Orders.order(partner).toString().getBytes(UTF_8);
    String head =
        "POST /sagas/partner-onboarding HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n";
    socket.getOutputStream().write((head.formatted(body.length)).getBytes(UTF_8));
    socket.getOutputStream().write(body);
    StringBuilder answer = new StringBuilder();
    int length = 0;
    for (String line = in.readLine(); !"".equals(line); line = in.readLine()) {
      if (line == null) {
        throw new IOException("the connection ended");
      }
      answer.append(line).append('\n');
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    for (int i = 0; i < length; i++) {
      in.read();
    }
    return answer.toString();
  }

  /** Every request on a connection that the application kept was answered, and it said goodbye. */
  void assertEachWasAnswered() throws InterruptedException {
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(lost).as("requests without an answer").isEmpty();
    assertThat(answers).allMatch(line -> line.startsWith("HTTP/1.1 202") || line.contains(" 503"));
    assertThat(kept).as("before and while it drained").contains("kept", "closed");
  }
}
