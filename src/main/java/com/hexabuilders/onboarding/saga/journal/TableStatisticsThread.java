package com.hexabuilders.onboarding.saga.journal;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the statistics of the tables up to date for as long as the application runs. */
@Component
public class TableStatisticsThread extends WorkLoop {

  private static final Logger LOG = LoggerFactory.getLogger(TableStatisticsThread.class);
  private static final Duration PERIOD = Duration.ofSeconds(3);
  private static final Duration NEVER = Duration.ofDays(1000);
  private static final Trouble TROUBLE =
      new Trouble(
          "No table is analyzed for now", "Tables are analyzed again.", Duration.ofSeconds(30));

  private final TableStatistics statistics;

  TableStatisticsThread(TableStatistics statistics, Clock clock) {
    super("table-statistics", new Alarm(clock), PERIOD, TROUBLE);
    this.statistics = statistics;
  }

  @Override
  protected Duration work() {
    if (!statistics.areGathered()) {
      return NEVER;
    }
    statistics.gather().forEach(table -> LOG.debug("Analyzed {}.", table));
    return PERIOD;
  }
}
