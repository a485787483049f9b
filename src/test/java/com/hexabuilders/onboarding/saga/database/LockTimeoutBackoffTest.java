package com.hexabuilders.onboarding.saga.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which work waits only briefly for a row that others may have locked. */
class LockTimeoutBackoffTest {

  private final AtomicLong time = new AtomicLong();
  private final RunningTransactions transactions = mock(RunningTransactions.class);
  private final LockTimeoutBackoff waits = new LockTimeoutBackoff(transactions, time::get);
  private int hurried;

  @BeforeEach
  void countHurried() {
    when(transactions.hurried(any()))
        .thenAnswer(
            call -> {
              hurried++;
              return call.<Supplier<?>>getArgument(0).get();
            });
  }

  @Test
  void only_work_on_a_locked_row_hurries() {
    waitInVain("first");
    waitInVain("second");
    assertThat(isHurriedOn("third")).isFalse();
    assertThat(isHurriedOn("second")).isTrue();
  }

  @Test
  void all_work_hurries_when_three_rows_are_locked_because_the_table_may_be() {
    waitInVain("first");
    waitInVain("second");
    waitInVain("third");
    assertThat(isHurriedOn("fourth")).isTrue();
  }

  @Test
  void a_short_wait_in_vain_because_of_other_rows_says_nothing_of_its_row() {
    waitInVain("first");
    waitInVain("second");
    waitInVain("third");
    time.addAndGet(Duration.ofSeconds(29).toNanos());
    waitInVain("third");
    waitInVain("fourth");
    time.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(isHurriedOn("fourth")).isFalse();
    assertThat(isHurriedOn("third")).isTrue();
  }

  private void waitInVain(String row) {
    assertThatThrownBy(
            () ->
                waits.run(
                    row,
                    () -> {
                      throw new IllegalStateException(new SQLException("locked", "55P03"));
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  private boolean isHurriedOn(String row) {
    int before = hurried;
    waits.run(row, () -> "done");
    return hurried > before;
  }
}
