package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.journal.Announcements.Announcement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that share a message come out of it exactly as they went in. */
class AggregatedEventsTest {

  @Test
  void what_is_joined_is_split_into_the_same_texts() {
    List<Announcement> events =
        Stream.of(
                "{}",
                "{\"a\": [1, {\"b\": \"}],{\"}]}",
                "{\"é\":\"\ud83d\ude00 \\\"\"}",
                "{ \"x\" : 1.0e1 }")
            .map(body -> event("inbox", body))
            .toList();
    List<String> bodies = events.stream().map(Announcement::body).toList();
    assertThat(AggregatedEvents.split(AggregatedEvents.join(events))).isEqualTo(bodies);
    assertThat(AggregatedEvents.split(" [ {} , {} ] ")).containsExactly("{}", "{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{}",
        "[]",
        "[1]",
        "[{}, 1]",
        "[{}",
        "[{},]",
        "[{}] {}",
        "[{}]]",
        "[[{}]]",
        "[{}, \"{}\"]"
      })
  void what_is_no_array_of_objects_stays_one_text(String text) {
    assertThat(AggregatedEvents.split(text)).containsExactly(text);
  }

  @Test
  void an_array_that_no_instance_sends_is_not_taken_apart() {
    String largest = "[" + "{},".repeat(999) + "{}]";
    assertThat(AggregatedEvents.split(largest)).hasSize(1_000);
    assertThat(AggregatedEvents.split(largest.replaceFirst("\\[", "[{},"))).hasSize(1);
  }

  @Test
  void a_group_has_one_inbox_and_keeps_the_order() {
    List<Announcement> events =
        List.of(
            event("a", "1"), event(null, "2"), event("b", "3"), event("a", "4"), event("b", "5"));
    assertThat(bodies(events, 50)).containsExactly(List.of("1", "4"), List.of("3", "5"));
  }

  @Test
  void a_group_ends_with_the_most_events_or_before_its_text_is_too_long() {
    List<Announcement> many = IntStream.range(0, 7).mapToObj(n -> event("a", "" + n)).toList();
    assertThat(bodies(many, 3))
        .containsExactly(List.of("0", "1", "2"), List.of("3", "4", "5"), List.of("6"));
    String long1 = "x".repeat(40_000);
    String huge = "y".repeat(1_000_000);
    assertThat(bodies(List.of(event("a", long1), event("a", long1), event("a", huge)), 3))
        .containsExactly(List.of(long1), List.of(long1), List.of(huge));
  }

  private static List<List<String>> bodies(List<Announcement> events, int most) {
    return AggregatedEvents.groups(events, most).stream()
        .map(group -> group.stream().map(Announcement::body).toList())
        .toList();
  }

  private static Announcement event(String inbox, String body) {
    return new Announcement("topic", inbox, "type", "correlation", body);
  }
}
