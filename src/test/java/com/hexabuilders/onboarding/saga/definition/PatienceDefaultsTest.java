package com.hexabuilders.onboarding.saga.definition;

import static com.hexabuilders.onboarding.saga.definition.StepPatienceTest.map;
import static com.hexabuilders.onboarding.saga.definition.StepPatienceTest.patience;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What is set ends the start only if it contradicts itself, never because of a default. */
class PatienceDefaultsTest {

  /** Delayed retries, immediate retries, backoff and backoff-max that come out. */
  @ParameterizedTest
  @CsvSource({
    "two.timeout=3s, 1 2 PT1S PT5S",
    "default.timeout=14s, 3 2 PT1S PT5S",
    "two.timeout=1s, 0 2 PT1S PT5S",
    "two.timeout=300ms, 0 1 PT1S PT5S",
    "two.timeout=10ms, 0 0 PT1S PT5S",
    "two.timeout=5s two.immediate-retries=0, 2 0 PT1S PT5S",
    "two.timeout=4500ms two.delayed-retries=2, 2 1 PT1S PT5S",
    "two.immediate-retries=60, 1 60 PT1S PT5S",
    "two.backoff=10s, 2 2 PT10S PT10S",
    "two.backoff=10s two.delayed-retries=1, 1 2 PT10S PT10S",
    "default.backoff-max=500ms, 4 2 PT0.5S PT0.5S",
    "two.timeout=1h, 4 2 PT1S PT5S",
  })
  void a_default_yields_to_what_is_set(String settings, String expected) {
    StepSettings two = patience(map(settings), Map.of()).step("two");
    assertThat(
            "%d %d %s %s"
                .formatted(
                    two.delayedRetries(), two.immediateRetries(), two.backoff(), two.backoffMax()))
        .isEqualTo(expected);
  }

  @Test
  void a_default_cap_of_an_undo_yields_too_and_the_log_says_which_value_is_used() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(PatienceDefaults.class);
    lines.start();
    log.addAppender(lines);
    try {
      StepPatience patience = patience(map("two.undo.backoff=1m"), Map.of("timeout", "1s"));
      assertThat(patience.undo("two").backoffMax()).isEqualTo(Duration.ofMinutes(1));
      assertThat(patience.undo("two").delayedRetries()).isEqualTo(4);
      patience.step("two");
    } finally {
      log.detachAppender(lines);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "onboarding.steps.two: delayed-retries is 0 instead of 4; the default does not fit"
                + " what is set.",
            "onboarding.steps.two.undo: backoff-max is 1 minute instead of 5 seconds; the default"
                + " does not fit what is set.");
  }
}
