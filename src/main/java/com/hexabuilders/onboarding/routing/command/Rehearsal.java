package com.hexabuilders.onboarding.routing.command;

import com.hexabuilders.onboarding.api.RestContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * A run of the installed application on data of its own, for the JVM to learn from: it onboards
 * invented partners and undoes every fourth. It listens on loopback alone, and its data is removed.
 */
final class Rehearsal implements AutoCloseable {

  private static final int PARTNERS = 400;
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration LONGEST_ONBOARDING = Duration.ofMinutes(2);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path application;
  private final Path data;
  private final Path log;
  private final String address;
  private Process process;

  /**
   * @param application unpacked jar
   */
  Rehearsal(Path application) throws IOException {
    this.application = application;
    this.data = Files.createDirectory(application.resolveSibling("rehearsal"));
    this.log = data.resolve("log");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.address = "http://127.0.0.1:" + free.getLocalPort();
    }
  }

  /**
   * Onboards and ends the application by a signal; what the JVM keeps is written then.
   *
   * @param option of the JVM
   * @throws CommandFailure if an onboarding does not end as it should
   */
  void run(String option) throws CommandFailure, IOException {
    process =
        JavaChild.start(
            log,
            List.of(
                option,
                "-jar",
                application.toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + URI.create(address).getPort(),
                "--onboarding.broker.listen=",
                "--onboarding.data-dir=" + data.resolve("data")));
    await("/sagas/health", "", LONGEST_START);
    for (int number = 0; number < PARTNERS; number++) {
      start(number);
    }
    for (int number = 0; number < PARTNERS; number++) {
      String status = isRefused(number) ? "\"COMPENSATED\"" : "\"COMPLETED\"";
      await("/sagas/" + partner(number) + "/status", status, LONGEST_ONBOARDING);
    }
    process.destroy();
    JavaChild.awaitEnd(process, log);
  }

  /** Ends the process if it still runs, and removes its data. */
  @Override
  public void close() throws IOException {
    if (process != null) {
      process.destroyForcibly();
    }
    FileSystemUtils.deleteRecursively(data);
  }

  private void start(int number) throws CommandFailure {
    String body =
        String.format(
            Locale.ROOT,
            """
            {"partner_data": {"partner_id": "%s", "nombre": "Invented", "email": "%1$s@example.com",
              "telefono": "+34 600 123 456", "tipo_partner": "STARTUP",
              "preferred_contract_type": "STANDARD"%s}}
            """,
            partner(number),
            isRefused(number)
                ? ", \"recruitment_preferences\": {\"categories\": [\"ASTROLOGY\"]}"
                : "");
    HttpRequest request =
        request(RestContract.START)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    if (answer(request).isEmpty()) {
      throw failed("takes no start");
    }
  }

  /** Asks until the answer is 2xx and contains that text. */
  private void await(String path, String text, Duration longest) throws CommandFailure {
    HttpRequest request = request(path).build();
    long begin = System.nanoTime();
    while (!answer(request).contains(text.isEmpty() ? "{" : text)) {
      if (System.nanoTime() - begin > longest.toNanos() || hasEndedAfterAPause()) {
        throw failed("does not answer " + path + " as it should");
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(LONGEST_ANSWER);
  }

  private boolean hasEndedAfterAPause() throws CommandFailure {
    try {
      return process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    }
  }

  /** The body of a good answer, else an empty text. */
  private String answer(HttpRequest request) throws CommandFailure {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() / 100 == 2 ? response.body() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    }
  }

  private CommandFailure failed(String what) {
    return CommandFailure.failed(
        "The rehearsal " + what + "; the last lines of its log: " + tail());
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "none";
    }
  }

  private static boolean isRefused(int number) {
    return number % 4 == 3;
  }

  private static String partner(int number) {
    return "invented-" + number;
  }
}
