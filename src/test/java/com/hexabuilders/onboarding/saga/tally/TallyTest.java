package com.hexabuilders.onboarding.saga.tally;

import static com.hexabuilders.onboarding.saga.tally.Tally.STARTED;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many sagas began and ended over time. */
class TallyTest {

  private static final Duration SETTLED = Duration.ofSeconds(16);

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_saga_counts_at_once_and_once_before_and_after_the_mark_passes_it(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      Tally tally = world.bean(Tally.class);
      tally.count();
      world.start("acme");
      world.start("beta");
      world.runUntilQuiet();
      Map<String, Long> young = sums(tally, TallySpan.MINUTE);
      assertThat(young).containsOnly(Map.entry(STARTED, 2L), Map.entry("COMPLETED", 2L));

      later(world, SETTLED);
      assertThat(tally.count()).isFalse();
      assertThat(rows(world)).isEqualTo(4);
      assertThat(sums(tally, TallySpan.MINUTE)).isEqualTo(young);
      assertThat(sums(tally, TallySpan.HOUR)).isEqualTo(young);

      later(world, SETTLED);
      tally.count();
      assertThat(sums(tally, TallySpan.HOUR)).isEqualTo(young);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void counts_stay_when_sagas_are_removed(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.start("acme");
      world.runUntilQuiet();
      later(world, SETTLED);
      world.bean(Tally.class).count();
      world.jdbc().update("delete from saga");
      assertThat(sums(world.bean(Tally.class), TallySpan.HOUR)).containsEntry("COMPLETED", 1L);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void two_instances_count_each_saga_once(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      for (int i = 0; i < 20; i++) {
        world.start("partner-" + i);
      }
      later(world, SETTLED);
      Tally tally = world.bean(Tally.class);
      CompletableFuture<?> other = CompletableFuture.runAsync(tally::count);
      tally.count();
      other.join();
      tally.count();
      assertThat(sums(tally, TallySpan.HOUR)).containsOnly(Map.entry(STARTED, 20L));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_an_older_release_left_is_counted_an_hour_at_a_time(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      Instant now = world.bean(Clock.class).instant();
      for (int hours : new int[] {3, 5, 31 * 24}) {
        created(world, world.start("partner-" + hours), now.minus(Duration.ofHours(hours)));
      }
      Tally tally = world.bean(Tally.class);
      assertThat(tally.count()).isTrue();
      assertThat(tally.count()).isTrue();
      assertThat(tally.count()).isFalse();
      assertThat(sums(tally, TallySpan.HOUR)).containsOnly(Map.entry(STARTED, 2L));
      assertThat(sums(tally, TallySpan.MINUTE)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void old_counts_go_by_their_span(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.start("acme");
      later(world, SETTLED);
      Tally tally = world.bean(Tally.class);
      tally.count();
      later(world, Duration.ofHours(2));
      tally.removeOld();
      assertThat(sums(tally, TallySpan.MINUTE)).isEmpty();
      assertThat(sums(tally, TallySpan.HOUR)).containsOnly(Map.entry(STARTED, 1L));
      later(world, Duration.ofDays(31));
      tally.removeOld();
      assertThat(rows(world)).isZero();
    }
  }

  private static void later(SagaWorld world, Duration time) {
    world.bean(DatabaseClock.class).advance(time);
  }

  private static long rows(SagaWorld world) {
    return world.jdbc().queryForObject("select count(*) from tally", Long.class);
  }

  private static void created(SagaWorld world, String saga, Instant at) {
    world
        .jdbc()
        .update(
            "update saga set created_at = ? where saga_id = ?", at.atOffset(ZoneOffset.UTC), saga);
  }

  private static Map<String, Long> sums(Tally tally, TallySpan span) {
    return tally.read().stream()
        .filter(count -> count.span() == span)
        .collect(groupingBy(Tally.Count::what, summingLong(Tally.Count::sagas)));
  }
}
