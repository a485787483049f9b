package com.hexabuilders.onboarding.saga.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The journal's clock after the database's was set back. */
class ClockSlewingTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void a_slowed_clock_catches_up_and_all_instances_read_the_same() {
    Instant noon = Instant.parse("2030-01-01T12:00:00Z");
    ClockSlewing slewing = new ClockSlewing(noon.minus(HOUR), noon);

    assertThat(slewing.at(noon.minus(HOUR))).isEqualTo(noon);
    assertThat(slewing.at(noon)).isEqualTo(noon.plusSeconds(1_800));
    assertThat(slewing.at(noon.plus(HOUR))).isEqualTo(noon.plus(HOUR));
    assertThat(slewing.at(noon.plus(HOUR).plusSeconds(1)))
        .isEqualTo(noon.plus(HOUR).plusSeconds(1));
    assertThat(ClockSlewing.NONE.at(noon)).isEqualTo(noon);
  }
}
