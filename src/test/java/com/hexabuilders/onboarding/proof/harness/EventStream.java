package com.hexabuilders.onboarding.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader of server-sent events, by their specification alone. */
public final class EventStream implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One event. */
  public record Event(String name, JsonNode data) {}

  private final HttpResponse<InputStream> response;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile String lastEventId;
  private volatile boolean ended;

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    Thread reader = new Thread(this::read, "event-stream");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Connects, and waits until the stream has begun.
   *
   * @param lastEventId where to go on; null: with what comes
   * @param headers names and values
   */
  public static EventStream open(int port, String lastEventId, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sagas/stream"));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<InputStream> response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      EventStream stream = new EventStream(response);
      await().atMost(SOON).until(() -> stream.lastEventId != null);
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try (Scanner lines = new Scanner(response.body(), StandardCharsets.UTF_8)) {
      String id = null;
      String name = null;
      String data = null;
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty()) {
          if (data != null) {
            events.add(new Event(name, json(data)));
          }
          lastEventId = id == null ? lastEventId : id;
          data = null;
        }
      }
    } finally {
      ended = true;
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that has come. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** The statuses that came of one partner's saga, in order. */
  public List<String> statuses(String partner) {
    return of(partner).stream().map(data -> data.at("/status").asText()).toList();
  }

  /** Number and type of each log entry that came of one partner's saga, in order, each once. */
  public List<String> entries(String partner) {
    List<JsonNode> all = new ArrayList<>();
    of(partner).forEach(data -> data.at("/events").forEach(all::add));
    return all.stream()
        .sorted((one, other) -> one.at("/seq").asInt() - other.at("/seq").asInt())
        .map(entry -> entry.at("/seq").asInt() + " " + entry.at("/type").asText())
        .distinct()
        .toList();
  }

  private List<JsonNode> of(String partner) {
    return events().stream()
        .map(Event::data)
        .filter(data -> partner.equals(data.at("/partner_id").asText()))
        .toList();
  }

  /** The id to go on from. */
  public String lastEventId() {
    return lastEventId;
  }

  /** Whether the server has ended the stream. */
  public boolean hasEnded() {
    return ended;
  }

  @Override
  public void close() {
    leave();
  }

  /** Ends the connection without a word. */
  public void leave() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
