package com.hexabuilders.onboarding.proof.harness;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;

/** A small JSON client of the application's REST interface. */
public final class SagaClient {

  private static final Set<String> FINAL = Set.of("COMPLETED", "FAILED", "COMPENSATED");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String base;

  /** A client of the application listening on this loopback port. */
  public SagaClient(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  /** Starts a saga; {@code headers} are name, value, name, value. */
  public Reply start(String body, String... headers) {
    return post("/sagas/partner-onboarding", body, headers);
  }

  /** The status document of a partner_id or saga_id, whatever the HTTP status. */
  public Reply status(String id) {
    return get("/sagas/" + id + "/status");
  }

  /** Waits until the saga is final and returns its status document. */
  public JsonNode awaitFinal(String id, Duration timeout) {
    return awaitStatus(id, FINAL, timeout);
  }

  /** Waits until the saga has one of these statuses and returns its status document. */
  public JsonNode awaitStatus(String id, Set<String> wanted, Duration timeout) {
    Callable<JsonNode> look = () -> status(id).json();
    return await("saga " + id + " reaches one of " + wanted)
        .atMost(timeout)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(look, json -> wanted.contains(json.path("status").asText()));
  }

  /** GET; {@code headers} are name, value, name, value. */
  public Reply get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** POST of a JSON body. */
  public Reply post(String path, String body, String... headers) {
    HttpRequest.Builder request = request(path, headers);
    return send(
        request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
  }

  /** DELETE with a JSON body. */
  public Reply delete(String path, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .method("DELETE", BodyPublishers.ofString(body)));
  }

  /** True once the application says that it is healthy or degraded; false while it does not. */
  public boolean ready() {
    try {
      return get("/sagas/health").status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    request.timeout(Duration.ofSeconds(40)).header("Accept", "application/json");
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      String text = response.body();
      return new Reply(response.statusCode(), response.headers(), text, parse(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
