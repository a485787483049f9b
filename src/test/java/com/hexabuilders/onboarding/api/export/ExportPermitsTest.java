package com.hexabuilders.onboarding.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Role;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many exports run at once. */
class ExportPermitsTest {

  private static final Caller ANA = new Caller("ana", Set.of(Role.ADMIN), "10.0.0.1");
  private static final Caller BEN = new Caller("ben", Set.of(Role.CLIENT), "10.0.0.2");
  private static final Caller CLEO = new Caller("cleo", Set.of(Role.VIEWER), "10.0.0.3");

  private final ExportPermits permits = permits(4);

  @Test
  void one_caller_has_at_most_half_of_them_and_all_together_the_setting() {
    ExportPermits.Permit first = permits.take(ANA);
    assertThat(permits.take(ANA)).isNotNull();
    assertThat(permits.take(ANA)).isNull();
    assertThat(permits.take(BEN)).isNotNull();
    assertThat(permits.take(BEN)).isNotNull();
    assertThat(permits.take(CLEO)).isNull();

    first.close();
    assertThat(permits.take(CLEO)).isNotNull();
    assertThat(permits.running()).isEqualTo(4);
  }

  @Test
  void a_single_one_is_for_everybody() {
    ExportPermits one = permits(1);
    ExportPermits.Permit first = one.take(ANA);
    assertThat(one.take(BEN)).isNull();
    first.close();
    assertThat(one.take(BEN)).isNotNull();
  }

  @Test
  void when_the_application_stops_none_begins_and_none_goes_on() {
    assertThat(permits.isOpen()).isTrue();
    permits.onApplicationEvent(null);
    assertThat(permits.isOpen()).isFalse();
    assertThat(permits.take(ANA)).isNull();
  }

  private static ExportPermits permits(int atOnce) {
    return new ExportPermits(new ExportSettings(atOnce, Duration.ofSeconds(30)));
  }
}
