package com.hexabuilders.onboarding.saga.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of the row of the heartbeat, also beside instances of the version before. */
class HeartbeatTest {

  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final Duration ALLOWED = Duration.ofSeconds(2);
  private static final Heartbeat PULSE =
      new Heartbeat(NOON, Instant.EPOCH, Duration.ZERO, null, NOON, ClockSlewing.NONE);

  @Test
  void what_is_within_the_allowed_time_is_no_gap() {
    Heartbeat next = PULSE.seen(NOON.plusSeconds(2), ALLOWED, null);

    assertThat(next.away()).isZero();
    assertThat(next.seenAt()).isEqualTo(NOON.plusSeconds(2));
    assertThat(next.olderAt()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void gaps_are_added_up_and_known_before_they_are_noted() {
    Heartbeat next = PULSE.seen(NOON.plusSeconds(60), ALLOWED, NOON.plusSeconds(60));
    Heartbeat later = next.seen(NOON.plusSeconds(160), ALLOWED, null);

    assertThat(PULSE.away(NOON.plusSeconds(60), ALLOWED)).isEqualTo(Duration.ofSeconds(60));
    assertThat(next.healthySince()).isEqualTo(NOON.plusSeconds(60));
    assertThat(later.away()).isEqualTo(Duration.ofSeconds(160));
    assertThat(later.healthySince()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void an_older_instance_has_half_a_minute_to_see_a_gap_itself() {
    Heartbeat next = PULSE.seen(NOON.plusSeconds(60), ALLOWED, null);
    assertThat(next.olderAt()).isEqualTo(NOON);
    for (int second = 61; second < 90; second++) {
      next = next.seen(NOON.plusSeconds(second), ALLOWED, null);
      assertThat(next.olderAt()).isEqualTo(NOON);
    }
    next = next.seen(NOON.plusSeconds(90), ALLOWED, null);

    assertThat(next.olderAt()).isEqualTo(NOON.plusSeconds(90));
    assertThat(next.away()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void an_older_instance_s_beat_ends_no_gap_and_is_known_for_a_step_back() {
    Instant noted = NOON.plusSeconds(59);
    Heartbeat heartbeat =
        new Heartbeat(NOON, Instant.EPOCH, Duration.ZERO, null, noted, ClockSlewing.NONE);

    assertThat(heartbeat.away(NOON.plusSeconds(60), ALLOWED)).isEqualTo(Duration.ofSeconds(60));
    assertThat(heartbeat.latest()).isEqualTo(noted);
    assertThat(PULSE.seen(noted, ALLOWED, null).latest()).isEqualTo(noted);
    assertThat(Heartbeat.NONE.latest()).isNull();
  }

  @Test
  void a_step_back_is_followed_slowly_and_noise_is_not() {
    Instant seen = NOON.plusSeconds(1);

    assertThat(PULSE.goingOnFrom(seen, NOON)).isSameAs(PULSE);
    assertThat(PULSE.goingOnFrom(null, NOON)).isSameAs(PULSE);
    ClockSlewing slewing = PULSE.goingOnFrom(NOON, NOON.minusSeconds(3_600)).slewing();
    assertThat(slewing.at(NOON.minusSeconds(3_590))).isEqualTo(NOON.plusSeconds(5));
  }
}
