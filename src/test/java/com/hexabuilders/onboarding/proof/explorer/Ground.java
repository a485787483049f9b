package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import com.hexabuilders.onboarding.proof.harness.SmallDisk;

/** What stages stand on, one after the other: PostgreSQL, its clock, and the disk of its tables. */
final class Ground implements AutoCloseable {

  private static final int MEGABYTES = 256;

  final SmallDisk disk = new SmallDisk(MEGABYTES);
  final RealPostgres postgres = RealPostgres.startWithClock();

  /** PostgreSQL's log is not on the disk: with no room for it, the server ends by itself. */
  Ground() {
    postgres.keepTablesIn(disk.folder("tables"));
  }

  @Override
  public void close() {
    postgres.close();
    disk.close();
  }
}
