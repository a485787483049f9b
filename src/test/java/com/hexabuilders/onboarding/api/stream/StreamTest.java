package com.hexabuilders.onboarding.api.stream;

import static com.hexabuilders.onboarding.proof.application.OperatorClient.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.EventStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Who listens to changes over HTTP, on the whole application. */
@WholeApplication
class StreamTest {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @Autowired OperatorClient http;
  @Autowired StreamThread thread;

  @Value("${local.server.port}")
  int port;

  @Test
  void a_listener_is_sent_every_log_entry_of_a_saga_and_how_it_ended() {
    try (EventStream stream = EventStream.open(port, null)) {
      http.start("heard", "");
      http.awaitFinal("heard", SOON);
      awaitEnd(stream, "heard");
      assertThat(stream.entries("heard")).isEqualTo(log("heard"));
      assertThat(stream.events()).allMatch(event -> event.name().equals("saga"));
    }
  }

  @Test
  void a_listener_that_comes_back_has_missed_nothing() {
    String left;
    try (EventStream first = EventStream.open(port, null);
        EventStream other = EventStream.open(port, null)) {
      left = first.lastEventId();
      first.leave();
      http.start("meanwhile", "");
      http.awaitFinal("meanwhile", SOON);
      awaitEnd(other, "meanwhile");
      assertMissedNothing(left, "meanwhile");
    }
  }

  @Test
  void a_listener_that_was_the_only_one_has_missed_nothing_either() {
    String left;
    try (EventStream first = EventStream.open(port, null)) {
      left = first.lastEventId();
    }
    http.start("unheard", "");
    await().atMost(SOON).until(() -> thread.count() == 0);
    http.awaitFinal("unheard", SOON);
    assertMissedNothing(left, "unheard");
  }

  @Test
  void an_unknown_position_is_told_to_read_the_lists() {
    try (EventStream stream = EventStream.open(port, "yesterday")) {
      assertThat(stream.events()).extracting(EventStream.Event::name).containsExactly("reset");
    }
  }

  @Test
  void two_hundred_listen() throws Exception {
    List<EventStream> streams = new CopyOnWriteArrayList<>();
    ExecutorService opening = Executors.newFixedThreadPool(40);
    try {
      for (int i = 0; i < 200; i++) {
        opening.execute(() -> streams.add(EventStream.open(port, null)));
      }
      await().atMost(A_MINUTE).until(() -> streams.size() == 200);
      http.start("popular", "");
      http.awaitFinal("popular", SOON);
      for (int i = 0; i < streams.size(); i++) {
        awaitHeard(streams, i);
      }
    } finally {
      opening.shutdownNow();
      streams.forEach(EventStream::close);
    }
  }

  /** As a browser does, a listener whose connection ended goes on with another one. */
  private void awaitHeard(List<EventStream> streams, int i) {
    await()
        .atMost(A_MINUTE)
        .until(
            () -> {
              EventStream stream = streams.get(i);
              boolean isHeard = stream.statuses("popular").contains("COMPLETED");
              if (!isHeard && stream.hasEnded()) {
                streams.set(i, EventStream.open(port, stream.lastEventId()));
              }
              return isHeard;
            });
  }

  private void assertMissedNothing(String left, String partner) {
    try (EventStream again = EventStream.open(port, left)) {
      awaitEnd(again, partner);
      assertThat(again.entries(partner)).isEqualTo(log(partner));
    }
  }

  private static void awaitEnd(EventStream stream, String partner) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(stream.statuses(partner))
                    .as("of %d events, ended: %s", stream.events().size(), stream.hasEnded())
                    .contains("COMPLETED"));
  }

  private List<String> log(String partner) {
    return StreamSupport.stream(
            http.get("/sagas/" + partner + "/events").json().at("/items").spliterator(), false)
        .map(entry -> entry.at("/seq").asInt() + " " + entry.at("/type").asText())
        .toList();
  }
}
