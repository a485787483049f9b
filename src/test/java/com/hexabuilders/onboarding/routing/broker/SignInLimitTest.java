package com.hexabuilders.onboarding.routing.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Guessing a broker's password takes longer than anybody has. */
class SignInLimitTest {

  private static final String HERE = "192.0.2.1";

  private final AtomicLong nanos = new AtomicLong();
  private final SignInLimit limit = new SignInLimit(nanos::get);

  @Test
  void refuses_an_address_and_name_after_ten_failures_until_the_minute_is_over() {
    fail(HERE, "application", 9);
    assertThatCode(() -> limit.check(HERE, "application")).doesNotThrowAnyException();
    fail(HERE, "application", 1);
    assertThatThrownBy(() -> limit.check(HERE, "application"))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("try again in a minute");
    assertThatCode(() -> limit.check(HERE, "observer")).doesNotThrowAnyException();
    assertThatCode(() -> limit.check("192.0.2.2", "application")).doesNotThrowAnyException();
    nanos.addAndGet(SignInLimit.PERIOD.toNanos() + 1);
    assertThatCode(() -> limit.check(HERE, "application")).doesNotThrowAnyException();
  }

  @Test
  void whoever_tries_many_names_shares_one_count_and_wipes_no_other_out() {
    fail(HERE, "application", 10);
    for (int i = 0; i < 1_000; i++) {
      fail(HERE, "user" + i, 1);
      fail("192.0.2.3", "x".repeat(1_000 + i), 1);
    }
    assertThatThrownBy(() -> limit.check("192.0.2.3", "y".repeat(200))).hasMessageContaining("too");
    assertThatCode(() -> limit.check("192.0.2.3", "observer")).doesNotThrowAnyException();
    assertThatThrownBy(() -> limit.check(HERE, "application")).hasMessageContaining("too many");
    assertThatThrownBy(() -> limit.check(HERE, "another")).hasMessageContaining("too many");
    assertThatThrownBy(() -> limit.check(HERE, null)).hasMessageContaining("too many");
  }

  @Test
  void keeps_only_those_that_failed_in_the_last_minute_and_a_thousand_of_them() {
    for (int i = 0; i < 2_000; i++) {
      limit.check("192.0.2." + i, "application");
    }
    assertThat(limit.size()).isZero();
    for (int i = 0; i < 2_000; i++) {
      fail("192.0.2." + i, "application", 10);
    }
    assertThat(limit.size()).isEqualTo(1_000);
    assertThatThrownBy(() -> limit.check("192.0.2.1999", "application"))
        .hasMessageContaining("too");
    nanos.addAndGet(SignInLimit.PERIOD.toNanos() + 1);
    limit.check("192.0.2.1999", "application");
    assertThat(limit.size()).isEqualTo(999);
  }

  private void fail(String address, String user, int times) {
    for (int i = 0; i < times; i++) {
      limit.failed(address, user);
    }
  }
}
