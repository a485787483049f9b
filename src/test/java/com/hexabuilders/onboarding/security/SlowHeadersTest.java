package com.hexabuilders.onboarding.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who opens a connection and takes its time keeps it for a bounded time and keeps nobody out. */
@HttpTest
class SlowHeadersTest {

  private static final int MANY = 200;

  @LocalServerPort private int port;
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void headers_that_drip_in_are_cut_off_and_others_are_answered_meanwhile() throws IOException {
    for (int i = 0; i < MANY; i++) {
      write(connect(), "GET /sagas/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    }
    HttpCaller others = new HttpCaller(port);
    for (int i = 0; i < 10; i++) {
      dripUntilCutOff("x");
      assertThat(others.get("/sagas/s-1/status").status()).isEqualTo(200);
    }
    assertThat(sockets).as("still within their time").hasSizeGreaterThan(MANY / 2);
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> dripUntilCutOff("x") == 0);
    assertThat(others.get("/sagas/s-1/status").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "G"})
  void so_are_empty_lines_and_a_first_line(String drop) throws IOException {
    connect();
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> dripUntilCutOff(drop) == 0);
  }

  @Test
  void a_connection_that_sends_nothing_is_closed_in_time() throws IOException {
    Socket silent = connect();
    silent.setSoTimeout(8_000);
    assertThat(silent.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void an_empty_line_before_a_request_does_no_harm() throws IOException {
    Socket odd = connect();
    odd.setSoTimeout(5_000);
    write(odd, "\r\n");
    write(odd, "GET /sagas/health HTTP/1.1\r\nHost: loc");
    write(odd, "alhost\r\nConnection: close\r\n\r\n");
    String answer = new String(odd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answer).startsWith("HTTP/1.1 200");
  }

  /** Sends one more drop on each connection; how many are left. */
  private int dripUntilCutOff(String drop) {
    sockets.removeIf(socket -> isOverAfter(socket, drop));
    return sockets.size();
  }

  private static boolean isOverAfter(Socket socket, String drop) {
    try {
      write(socket, drop);
      return false;
    } catch (IOException cutOff) {
      return true;
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
