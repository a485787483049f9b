package com.hexabuilders.onboarding.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.routing.Places.Place;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many batches are worked on at a time, and which. */
class PlacesTest {

  private static final Duration WAIT = Duration.ofMillis(20);
  private static final int BATCH = 50;

  private final Places places = new Places();
  private final List<Place> all =
      Stream.generate(() -> places.forReader(BATCH))
          .limit(Runtime.getRuntime().availableProcessors())
          .toList();

  @Test
  void readers_wait_only_when_every_place_is_taken_and_never_long() throws Exception {
    assertThat(timeToTakeAll()).isLessThan(WAIT);
    Place late = places.forReader(BATCH);
    assertThat(timeToTake(late)).isBetween(WAIT, WAIT.multipliedBy(50));
    late.leave();
    assertThat(timeToTake(late)).as("it had none to give back").isGreaterThanOrEqualTo(WAIT);
  }

  @Test
  void one_more_place_is_for_a_batch_that_is_half_full() throws Exception {
    timeToTakeAll();

    assertThat(timeToTake(places.forReader(BATCH), 24)).isGreaterThanOrEqualTo(WAIT);
    assertThat(timeToTake(places.forReader(BATCH), 25)).isLessThan(WAIT);
    assertThat(timeToTake(places.forReader(BATCH), 50)).isGreaterThanOrEqualTo(WAIT);
  }

  @Test
  void a_place_is_given_back_once_whoever_gives_it_back() throws Exception {
    timeToTakeAll();
    all.get(0).leave();
    all.get(0).leave();

    assertThat(timeToTake(places.forReader(BATCH))).isLessThan(WAIT);
    assertThat(timeToTake(places.forReader(BATCH))).isGreaterThanOrEqualTo(WAIT);
  }

  @Test
  void the_largest_batch_goes_first_counted_when_a_place_is_free() throws Exception {
    Places one = new Places(1, Duration.ofMinutes(1));
    Place only = one.forReader(BATCH);
    only.take(() -> 1);
    List<Queue> queues = List.of(new Queue(5), new Queue(1), new Queue(10));
    List<Queue> order = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Void>> readers =
        queues.stream()
            .map(
                queue ->
                    CompletableFuture.runAsync(
                        () -> readOnce(one, queue, order), task -> new Thread(task).start()))
            .toList();
    await().until(() -> queues.stream().allMatch(queue -> queue.isCounted));
    queues.get(1).messages = 20;
    only.leave();

    readers.forEach(CompletableFuture::join);
    assertThat(order).extracting(queue -> queue.messages).containsExactly(20, 10, 5);
  }

  private static void readOnce(Places places, Queue queue, List<Queue> order) {
    Place place = places.forReader(BATCH);
    try {
      place.take(queue);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    order.add(queue);
    place.leave();
  }

  private Duration timeToTakeAll() throws InterruptedException {
    long start = System.nanoTime();
    for (Place place : all) {
      place.take(() -> 1);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Duration timeToTake(Place place) throws InterruptedException {
    return timeToTake(place, 1);
  }

  private static Duration timeToTake(Place place, int messages) throws InterruptedException {
    long start = System.nanoTime();
    place.take(() -> messages);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** What waits for a reader; it may fill meanwhile. */
  private static final class Queue implements IntSupplier {
    private volatile int messages;
    private volatile boolean isCounted;

    Queue(int messages) {
      this.messages = messages;
    }

    @Override
    public int getAsInt() {
      isCounted = true;
      return messages;
    }
  }
}
