package com.hexabuilders.onboarding.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.HttpTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who sends byte by byte holds no thread for long, whether it may ask or not. */
@HttpTest
class SlowBodiesTest {

  @LocalServerPort private int port;

  @ParameterizedTest
  @CsvSource({"/sagas/partner-onboarding,408", "/nothing/here,404", "/login,408"})
  void a_body_that_drips_in_is_cut_off_after_its_time(String path, String status) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String head =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 1000\r\n\r\n";
      socket.getOutputStream().write(head.formatted(path).getBytes(StandardCharsets.UTF_8));
      socket.setSoTimeout(50);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      await()
          .atMost(Duration.ofSeconds(8))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> isOverAfterOneMoreByte(socket, answer));
      assertThat(answer.toString(StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 " + status)
          .contains("application/problem+json");
    }
  }

  private static boolean isOverAfterOneMoreByte(Socket socket, ByteArrayOutputStream answer) {
    try {
      socket.getOutputStream().write(' ');
      int next = socket.getInputStream().read();
      while (next >= 0) {
        answer.write(next);
        next = socket.getInputStream().read();
      }
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException cut) {
      return true;
    }
  }
}
