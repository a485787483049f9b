package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a reader takes messages again whose rows were locked. */
class HeldBackTest {

  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1_000); // it may overflow
  private final HeldBack heldBack = new HeldBack(time::get);

  @Test
  void nothing_held_back_lets_the_reader_wait_as_long_as_it_likes() {
    assertThat(heldBack.isEmpty()).isTrue();
    assertThat(heldBack.millisUntilDue(1_000)).isEqualTo(1_000);
    assertThat(heldBack.due(8)).isEmpty();
  }

  @Test
  void a_message_is_taken_again_after_growing_pauses_of_at_most_a_second() {
    Delivery locked = delivery("a");
    heldBack.add(List.of(locked));
    assertThat(heldBack.due(8)).isEmpty();
    assertThat(heldBack.millisUntilDue(1_000)).isLessThanOrEqualTo(21);
    for (int millis : List.of(20, 40, 80, 160, 320, 640, 1_000, 1_000)) {
      pass(millis - 1);
      assertThat(heldBack.due(8)).isEmpty();
      pass(1);
      assertThat(heldBack.due(8)).containsExactly(locked);
      heldBack.handled(List.of(locked), List.of(locked));
    }
    pass(1_000);
    heldBack.handled(heldBack.due(8), List.of());
    assertThat(heldBack.isEmpty()).isTrue();
  }

  @Test
  void copies_of_an_event_are_one_and_trouble_meanwhile_loses_none() {
    heldBack.add(List.of(delivery("a"), delivery("a"), delivery("b")));
    pass(100);
    assertThat(heldBack.due(8)).hasSize(2);
    assertThat(heldBack.due(8)).as("its transaction failed").hasSize(2);
    assertThat(heldBack.due(1)).hasSize(1);
  }

  @Test
  void no_more_than_a_thousand_are_kept() {
    heldBack.add(IntStream.range(0, 1_100).mapToObj(i -> delivery("event " + i)).toList());
    pass(100);
    assertThat(heldBack.due(5_000)).hasSize(1_000);
  }

  private void pass(int millis) {
    time.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private static Delivery delivery(String body) {
    return new Delivery("queue", "id", false, body, null);
  }
}
