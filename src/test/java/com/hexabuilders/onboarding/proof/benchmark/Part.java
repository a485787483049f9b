package com.hexabuilders.onboarding.proof.benchmark;

import java.util.List;

/** What can be measured, each with a table of its own. */
enum Part {
  CORE("Both scenarios, and a chain written by hand", Measured.COLUMNS, Core::run),
  REST("Starts by REST while no step is done", RestStarts.COLUMNS, RestStarts::run),
  READS("Status of running sagas while others run", StatusReads.COLUMNS, StatusReads::run),
  GROWTH("Finished sagas in the store", Growth.COLUMNS, Growth::run),
  BACKLOG("Starts dropped at once", Backlog.COLUMNS, Backlog::run),
  PAYLOAD("Size of start requests", Measured.COLUMNS, Core::payload),
  RECOVERY("Restart after kill -9 under load", Recovery.COLUMNS, Recovery::run),
  IDLE("No traffic", Idle.COLUMNS, Idle::run),
  OVERHEAD("What watching costs", Comparison.COLUMNS, Comparison::overhead),
  DATABASE("PostgreSQL and the embedded database", Comparison.COLUMNS, Comparison::database),
  TCP("Broker embedded and over TCP", Comparison.COLUMNS, Comparison::tcp),
  INSTANCES("Instances on one broker over TCP", Comparison.COLUMNS, Comparison::instances);

  /** Measures and adds what it found to the sheet. */
  private interface Measuring {
    void run(Options options, Sheet sheet) throws Exception;
  }

  final String title;
  final List<String> columns;
  private final Measuring measuring;

  Part(String title, List<String> columns, Measuring measuring) {
    this.title = title;
    this.columns = columns;
    this.measuring = measuring;
  }

  /** Measures; the sheet with all lines. */
  Sheet measure(Options options) throws Exception {
    Sheet sheet = new Sheet(this, options.describe());
    measuring.run(options, sheet);
    return sheet;
  }
}
