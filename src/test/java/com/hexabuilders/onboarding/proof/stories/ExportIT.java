package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An export is larger than the heap would be, and the heap stays as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD) // a full heap ends nothing soon
class ExportIT {

  private static final int ROWS = 100_000;
  private static final long MOST_GROWTH = 4 * 1024 * 1024;
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private RealPostgres postgres;
  private PackagedApp app;

  @BeforeAll
  void manySagas() {
    postgres = RealPostgres.start();
    app =
        PackagedApp.launch(
            Map.of("_JAVA_OPTIONS", "-Xmx256m"), postgres.appArguments().toArray(String[]::new));
    app.awaitReady();
    JdbcClient jdbc = JdbcClient.create(postgres.dataSource());
    jdbc.sql(SAGAS).param(ROWS).update();
    jdbc.sql(EVENTS).param(ROWS).update();
    jdbc.sql(ACTS).param(ROWS).update();
    jdbc.sql("analyze").update();
  }

  @AfterAll
  void end() {
    app.close();
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/exports/sagas?format=csv",
        "/exports/sagas?format=json",
        "/exports/events?format=csv",
        "/exports/audit?format=csv"
      })
  void the_heap_does_not_grow_while_100_000_rows_are_exported(String path) throws Exception {
    long before = live();
    long begin = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path)).build();
    InputStream body =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      long early = read(reader, 2_000_000);
      long atFirst = live();
      long late = read(reader, 12_000_000);
      long atLast = live();
      long rest = read(reader, Long.MAX_VALUE);
      System.out.printf(
          "%s: %d rows in %.1f s; live heap %d, %d and %d KiB%n",
          path,
          early + late + rest,
          (System.nanoTime() - begin) / 1e9,
          before / 1024,
          atFirst / 1024,
          atLast / 1024);
      assertThat(early + late + rest).isEqualTo(ROWS);
      assertThat(rest).isPositive();
      assertThat(atFirst - before).isLessThan(MOST_GROWTH);
      assertThat(atLast - before).isLessThan(MOST_GROWTH);
    }
  }

  /** Reads about so many characters, or all; counts rows, of which each has one #. */
  private static long read(BufferedReader reader, long characters) throws IOException {
    char[] buffer = new char[8192];
    long rows = 0;
    long read = 0;
    while (read < characters) {
      int count = reader.read(buffer);
      if (count < 0) {
        return rows;
      }
      read += count;
      rows += CharBuffer.wrap(buffer, 0, count).chars().filter(c -> c == '#').count();
    }
    return rows;
  }

  /** Bytes of the objects that are reached, after a collection. */
  private long live() throws IOException {
    Process jcmd =
        new ProcessBuilder("jcmd", Long.toString(app.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String all = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> lines = all.lines().toList();
    Matcher total = TOTAL.matcher(lines.get(lines.size() - 1));
    assertThat(total.find()).as(all.substring(0, Math.min(300, all.length()))).isTrue();
    return Long.parseLong(total.group(1));
  }

  private static final String SAGAS =
      """
      insert into saga (saga_id, saga_type, definition_version, partner_id, correlation_id,
          trace_parent, content_hash, source, status, current_step, log_seq, cause_seq, waiting,
          created_at, updated_at, completed_at, ended_as, resends)
      select 'saga-' || i, 'partner_onboarding', 1, '#' || i, 'corr-1', 't', 'h', 'REST',
          'COMPLETED', null, 1, 1, false, now() - i * interval '1 s', now(), now(), 'COMPLETED', 0
      from generate_series(1, ?) i
      """;

  private static final String EVENTS =
      """
      insert into saga_log
      select 'saga-' || i, 1, 'e-' || i, 'ContractCreated', 'contract_creation', 1, 'contracts',
          null, true, now(), '{"specversion":"1.0","id":"e","type":"ContractCreated","subject":"#'
          || i || '","data":{"text":"' || repeat('x', 300) || '"}}'
      from generate_series(1, ?) i
      """;

  private static final String ACTS =
      """
      insert into audit
      select 1000 + i, now() - i * interval '1 s', 'ana', 'ADMIN', '::1', 'retry', 'letter/#' || i,
          'Again.', 'OPEN', 'REPLAYED', 'done', repeat('0', 64), repeat('0', 64)
      from generate_series(1, ?) i
      """;
}
