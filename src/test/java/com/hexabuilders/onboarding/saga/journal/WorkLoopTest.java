package com.hexabuilders.onboarding.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.application.SeenLines;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The thread of the sweeper, of batches of dead letters, and of the removal of old sagas. */
class WorkLoopTest {

  private static final Duration SHORT = Duration.ofMillis(1);
  private static final WorkLoop.Trouble TROUBLE =
      new WorkLoop.Trouble("Nothing is swept", "All is swept again.", SHORT);

  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void outlives_whatever_its_work_throws_and_says_when_trouble_begins_and_ends() throws Exception {
    Throwable outage = new InfrastructureTrouble(new IllegalStateException("secret"));
    Throwable bug = new IllegalStateException("secret");
    Throwable worse = new AssertionError("secret");
    List<String> said =
        said(null, outage, outage, bug, worse, bug, worse, outage, null, null, outage, null);

    assertThat(said)
        .hasSize(6)
        .allMatch(line -> !line.contains("secret"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WARN false Nothing is swept: The database or"),
            line -> assertThat(line).contains("ERROR true Nothing is swept", "IllegalStateExc"),
            line -> assertThat(line).contains("ERROR true Nothing is swept", "AssertionError"),
            line -> assertThat(line).isEqualTo("INFO false All is swept again."),
            line -> assertThat(line).startsWith("WARN false Nothing is swept: The database or"),
            line -> assertThat(line).isEqualTo("INFO false All is swept again."));
  }

  /** The lines of a loop whose turns end like this, null for well. */
  private List<String> said(Throwable... turns) throws InterruptedException {
    List<Throwable> left = new ArrayList<>(Arrays.asList(turns));
    WorkLoop loop =
        new WorkLoop("tested", new Alarm(Clock.systemUTC()), SHORT, TROUBLE) {
          @Override
          protected Duration work() {
            return next(left);
          }
        };
    SeenLines lines = new SeenLines();
    lines.listen();
    try {
      loop.start();
      assertThat(over.await(30, TimeUnit.SECONDS)).as("all turns were taken").isTrue();
    } finally {
      loop.stop();
      lines.leave();
    }
    return lines.list.stream()
        .filter(line -> line.getThreadName().equals("tested"))
        .map(
            line ->
                line.getLevel()
                    + " "
                    + (line.getThrowableProxy() != null)
                    + " "
                    + line.getFormattedMessage())
        .toList();
  }

  private Duration next(List<Throwable> left) {
    Throwable thrown = left.isEmpty() ? null : left.remove(0);
    if (left.isEmpty()) {
      over.countDown();
    }
    if (thrown instanceof Error error) {
      throw error;
    } else if (thrown instanceof RuntimeException broken) {
      throw broken;
    }
    return left.isEmpty() ? Duration.ofMinutes(1) : SHORT;
  }
}
