package com.hexabuilders.onboarding.proof.benchmark;

/**
 * Counters at one moment, or what they grew by.
 *
 * @param seconds of a clock
 * @param app processor seconds of all instances
 * @param database processor seconds of PostgreSQL
 * @param broker processor seconds of a broker of its own
 * @param load processor seconds of the benchmark itself
 * @param machine processor seconds of everything
 * @param commits of PostgreSQL
 * @param wal bytes of write-ahead log
 * @param batches handled by the steps
 * @param batched messages in them
 */
record Reading(
    double seconds,
    double app,
    double database,
    double broker,
    double load,
    double machine,
    double commits,
    double wal,
    double batches,
    double batched) {

  Reading minus(Reading earlier) {
    return new Reading(
        seconds - earlier.seconds,
        app - earlier.app,
        database - earlier.database,
        broker - earlier.broker,
        load - earlier.load,
        machine - earlier.machine,
        commits - earlier.commits,
        wal - earlier.wal,
        batches - earlier.batches,
        batched - earlier.batched);
  }

  /** Processors kept busy by others than the benchmark and what it measures. */
  double others() {
    return Math.max(0, machine - app - database - broker - load) / seconds;
  }
}
