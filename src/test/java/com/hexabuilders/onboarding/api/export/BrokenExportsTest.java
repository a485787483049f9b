package com.hexabuilders.onboarding.api.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.api.saga.SagaRows;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.HttpTest;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Exports whose rows cannot be read, or whose reader does not read on. */
@HttpTest
class BrokenExportsTest {

  private static final int SECOND = 80_000_000; // later than the sagas of other tests
  private static final String LAST_CHUNK = "0\r\n\r\n";
  private static final int ENTRIES = 1_600;
  private static final String PATH = "/exports/events?format=json&from=2028-01-01";

  @Autowired private HttpCaller http;
  @Autowired private SagaRows rows;
  @Autowired private DataSource database;
  @Autowired private ExportPermits permits;
  @LocalServerPort private int port;
  private JdbcClient jdbc;

  /** More than the buffers of a connection take: some 30 MB. */
  @BeforeEach
  void longLog() {
    jdbc = JdbcClient.create(database);
    rows.saga("long", "acme", SECOND);
    rows.change("long", "log_seq = " + ENTRIES);
    String body = "{\"specversion\":\"1.0\",\"text\":\"" + "x".repeat(20_000) + "\"}";
    jdbc.sql(
            """
            insert into saga_log select 'long', i, 'e', 'ContractCreated', 'first_step', 1, 'contracts',
                null, true, current_timestamp, ? from system_range(1, ?) as n(i)
            """)
        .params(body, ENTRIES)
        .update();
  }

  @AfterEach
  void gone() {
    jdbc.sql("delete from saga where saga_id = 'long'").update();
    jdbc.sql("delete from saga_log where saga_id = 'long'").update();
    await().until(() -> permits.running() == 0);
  }

  @Test
  void an_export_that_is_read_to_its_end_is_whole() throws IOException {
    try (Socket reader = ask(PATH)) {
      String text = rest(reader);
      assertThat(text).endsWith("]}\r\n" + LAST_CHUNK).hasSizeGreaterThan(30_000_000);
    }
  }

  @Test
  void an_export_that_breaks_in_the_middle_does_not_look_whole() throws IOException {
    jdbc.sql("update saga_log set body = 'no json' where saga_id = 'long' and seq = 1200").update();
    for (String format : new String[] {"json", "csv"}) {
      try (Socket reader = ask(PATH.replace("json", format))) {
        String text = rest(reader);
        assertThat(text).startsWith("HTTP/1.1 200").hasSizeGreaterThan(20_000);
        assertThat(text).doesNotEndWith(LAST_CHUNK).doesNotContain("problem", "\"seq\":1200");
      }
    }
  }

  @Test
  void an_export_whose_first_rows_cannot_be_read_is_a_problem_with_its_status() {
    long before = exports();
    jdbc.sql("update saga_log set body = 'no json' where saga_id = 'long' and seq = 3").update();
    Answer answer = http.get(PATH);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("Content-Disposition")).isNull();
    assertThat(exports()).isEqualTo(before);
  }

  @Test
  void a_reader_that_stops_holds_no_connection_and_is_left_after_a_while() throws IOException {
    try (Socket reader = ask(PATH)) {
      await().until(() -> permits.running() == 1);
      await("no connection to the database is held")
          .during(Duration.ofMillis(300))
          .until(() -> connections() == 0 && permits.running() == 1);
      await().atMost(Duration.ofSeconds(20)).until(() -> permits.running() == 0);
      assertThat(rest(reader)).startsWith("HTTP/1.1 200").doesNotEndWith(LAST_CHUNK);
    }
  }

  @Test
  void a_reader_that_leaves_is_noticed_at_once() throws IOException {
    Socket reader = ask(PATH);
    assertThat(reader.getInputStream().readNBytes(1000)).hasSize(1000);
    assertThat(permits.running()).isEqualTo(1);
    reader.setSoLinger(true, 0);
    reader.close();
    await().atMost(Duration.ofSeconds(1)).until(() -> permits.running() == 0);
    assertThat(http.get("/exports/sagas?q=nobody").status()).isEqualTo(200);
  }

  @Test
  void above_the_limit_an_export_is_refused_for_a_while_and_not_audited() throws IOException {
    long before = exports() + 2;
    try (Socket first = ask(PATH);
        Socket second = ask(PATH)) {
      await().until(() -> permits.running() == 2 && exports() == before);
      Answer third = http.get("/exports/sagas");
      assertThat(third.status()).isEqualTo(503);
      assertThat(third.header("Retry-After")).isEqualTo("10");
      assertThat(third.body().get("detail").asText()).startsWith("Too many exports are running");
      assertThat(exports()).isEqualTo(before);
      first.setSoLinger(true, 0);
      second.setSoLinger(true, 0);
    }
    await().until(() -> permits.running() == 0);
    assertThat(http.get("/exports/sagas?q=nobody").status()).isEqualTo(200);
  }

  private int connections() {
    return ((HikariDataSource) database).getHikariPoolMXBean().getActiveConnections();
  }

  private long exports() {
    return jdbc.sql("select count(*) from audit where act = 'export'").query(Long.class).single();
  }

  /** A connection that has asked, and whose small buffer is soon full. */
  private Socket ask(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String rest(Socket socket) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[65_536];
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes.write(buffer, 0, count);
      }
    } catch (SocketException reset) {
      assertThat(bytes.size()).isPositive(); // the connection was cut
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
