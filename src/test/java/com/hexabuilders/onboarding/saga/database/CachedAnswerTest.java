package com.hexabuilders.onboarding.saga.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** How long an answer counts whose question takes long. */
class CachedAnswerTest {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final AtomicLong time = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private long cost;
  private boolean away;

  private final CachedAnswer<Integer> answer = CachedAnswer.sparing(FRESH, time::get, 0, this::ask);

  private int ask() {
    time.addAndGet(cost);
    if (away) {
      throw new DataAccessResourceFailureException("away");
    }
    return asked.incrementAndGet();
  }

  @Test
  void a_cheap_question_is_asked_again_when_its_answer_is_old() {
    cost = Duration.ofMillis(1).toNanos();
    assertThat(answer.get()).isEqualTo(1);
    pass(FRESH);
    assertThat(answer.get()).isEqualTo(2);
  }

  @Test
  void a_dear_question_is_asked_seldom() {
    cost = Duration.ofMillis(200).toNanos();
    assertThat(answer.get()).isEqualTo(1);
    for (int second = 0; second < 9; second++) {
      pass(FRESH);
      assertThat(answer.get()).isEqualTo(1);
    }
    pass(FRESH.multipliedBy(2));
    assertThat(answer.get()).isEqualTo(2);
  }

  @Test
  void an_outage_that_takes_long_to_notice_delays_the_next_question_by_half_a_minute_at_most() {
    assertThat(answer.get()).isEqualTo(1);
    cost = Duration.ofSeconds(3).toNanos();
    away = true;
    pass(FRESH);
    assertThat(answer.get()).isEqualTo(1);
    away = false;
    pass(FRESH);
    assertThat(answer.get()).isEqualTo(1);
    pass(Duration.ofSeconds(30));
    assertThat(answer.get()).isEqualTo(2);
  }

  private void pass(Duration passed) {
    time.addAndGet(passed.toNanos() + 1);
  }
}
