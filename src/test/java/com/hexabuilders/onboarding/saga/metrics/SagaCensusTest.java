package com.hexabuilders.onboarding.saga.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who asks the database for the numbers of sagas, and who does not. */
class SagaCensusTest {

  private static final long A_WHILE = SagaCensus.FRESH.toNanos() + 1;

  private final JdbcTemplate jdbc = mock(JdbcTemplate.class);
  private final AtomicLong time = new AtomicLong();
  private final SagaCensus census = new SagaCensus(jdbc, Clock.systemUTC(), time::get);
  private volatile Answer letters = () -> 1L;

  private interface Answer {
    Long give() throws Exception;
  }

  @BeforeEach
  void count() {
    when(jdbc.queryForObject(anyString(), eq(Long.class))).thenAnswer(call -> letters.give());
  }

  @Test
  void whoever_asks_after_a_while_gets_a_new_count() {
    assertThat(census.openDeadLetters()).isEqualTo(1);
    letters = () -> 2L;
    assertThat(census.openDeadLetters()).isEqualTo(1);
    time.addAndGet(A_WHILE);
    assertThat(census.openDeadLetters()).isEqualTo(2);
  }

  @Test
  void the_last_count_stays_while_the_database_is_away_and_is_not_asked_for_each_time() {
    assertThat(census.openDeadLetters()).isEqualTo(1);
    time.addAndGet(A_WHILE);
    letters =
        () -> {
          throw new DataAccessResourceFailureException("away");
        };
    assertThat(census.openDeadLetters()).isEqualTo(1);
    letters = () -> 3L;
    assertThat(census.openDeadLetters()).isEqualTo(1);
    time.addAndGet(A_WHILE);
    assertThat(census.openDeadLetters()).isEqualTo(3);
  }

  @Test
  void one_caller_counts_and_nobody_else_waits() throws Exception {
    assertThat(census.openDeadLetters()).isEqualTo(1);
    time.addAndGet(A_WHILE);
    CountDownLatch counting = new CountDownLatch(1);
    CountDownLatch counted = new CountDownLatch(1);
    letters =
        () -> {
          counting.countDown();
          counted.await();
          return 2L;
        };
    CompletableFuture<Long> first = CompletableFuture.supplyAsync(census::openDeadLetters);
    assertThat(counting.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(CompletableFuture.supplyAsync(census::openDeadLetters).get(30, TimeUnit.SECONDS))
        .isEqualTo(1);
    counted.countDown();
    assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(2);
  }
}
