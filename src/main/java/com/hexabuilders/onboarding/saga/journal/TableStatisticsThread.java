package com.hexabuilders.onboarding.saga.journal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps the statistics of the tables up to date for as long as the application runs. */
@Component
public class TableStatisticsThread implements SmartLifecycle {

  private static final Duration PERIOD = Duration.ofSeconds(3);
  private static final Duration NEVER = Duration.ofDays(1000);
  private static final WorkLoop.Trouble TROUBLE =
      new WorkLoop.Trouble(
          "No table is analyzed for now", "Tables are analyzed again.", Duration.ofSeconds(30));

  private final TableStatistics statistics;
  private final WorkLoop loop;

  TableStatisticsThread(TableStatistics statistics, Clock clock) {
    this.statistics = statistics;
    this.loop = new WorkLoop("table-statistics", this::gather, new Alarm(clock), PERIOD, TROUBLE);
  }

  private Duration gather() {
    if (!statistics.areGathered()) {
      return NEVER;
    }
    statistics.gather();
    return PERIOD;
  }

  /** Asks the database nothing: it may be away. */
  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }
}
