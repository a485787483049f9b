package com.hexabuilders.onboarding.proof.stories;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import com.hexabuilders.onboarding.proof.harness.SmallDisk;
import com.hexabuilders.onboarding.proof.harness.StandaloneBroker;
import java.nio.file.Path;
import java.util.Optional;

/** A cluster whose database has a clock that can be stepped, and whose disks can be filled. */
final class SoakGround implements AutoCloseable {

  /** Tables of 20,000 sagas and more; memory is only taken for what is written. */
  private static final int TABLES_MEGABYTES = 2_048;

  private static final int STORE_MEGABYTES = 512;

  final SmallDisk tables = new SmallDisk(TABLES_MEGABYTES);
  final SmallDisk store = new SmallDisk(STORE_MEGABYTES);
  final Cluster cluster;

  /**
   * Starts all of it.
   *
   * @param older jar of the first instance, if not the one built
   */
  SoakGround(Optional<Path> older) {
    RealPostgres postgres = RealPostgres.startWithClock();
    postgres.keepTablesIn(tables.folder("tables"));
    StandaloneBroker broker = StandaloneBroker.startOn(store.folder("store"));
    cluster = Cluster.on(postgres, broker, older.orElseGet(PackagedApp::jar));
  }

  @Override
  public void close() {
    cluster.close();
    store.close();
    tables.close();
  }
}
