package com.hexabuilders.onboarding.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.routing.Places.Place;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many batches are worked on at a time. */
class PlacesTest {

  private static final Duration WAIT = Duration.ofMillis(20);

  private final Places places = new Places();
  private final List<Place> all =
      Stream.generate(places::forReader)
          .limit(Runtime.getRuntime().availableProcessors() + 1L)
          .toList();

  @Test
  void readers_wait_only_when_every_place_is_taken_and_never_long() throws Exception {
    assertThat(timeToTakeAll()).isLessThan(WAIT);
    Place late = places.forReader();
    assertThat(timeToTake(late)).isBetween(WAIT, WAIT.multipliedBy(50));
    late.leave();
    assertThat(timeToTake(late)).as("it had none to give back").isGreaterThanOrEqualTo(WAIT);
  }

  @Test
  void a_place_is_given_back_once_whoever_gives_it_back() throws Exception {
    timeToTakeAll();
    all.get(0).leave();
    all.get(0).leave();

    assertThat(timeToTake(places.forReader())).isLessThan(WAIT);
    assertThat(timeToTake(places.forReader())).isGreaterThanOrEqualTo(WAIT);
  }

  private Duration timeToTakeAll() throws InterruptedException {
    long start = System.nanoTime();
    for (Place place : all) {
      place.take();
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Duration timeToTake(Place place) throws InterruptedException {
    long start = System.nanoTime();
    place.take();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
