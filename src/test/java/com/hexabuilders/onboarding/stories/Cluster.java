package com.hexabuilders.onboarding.stories;

import com.hexabuilders.onboarding.harness.Cable;
import com.hexabuilders.onboarding.harness.PackagedApp;
import com.hexabuilders.onboarding.harness.RealPostgres;
import com.hexabuilders.onboarding.harness.StandaloneBroker;
import com.hexabuilders.onboarding.harness.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Three instances on one broker and one PostgreSQL: the first as it is, the second with a clock a
 * minute ahead, the third behind cables that can be cut.
 */
final class Cluster implements AutoCloseable {

  final RealPostgres postgres = RealPostgres.start();
  final StandaloneBroker broker = StandaloneBroker.start();
  private final Cable toPostgres = Cable.to(postgres.port());
  private final Cable toBroker = Cable.to(broker.port());
  private final List<PackagedApp> apps = new ArrayList<>();

  private Cluster() {}

  /** Starts all of it, each instance with these arguments, and waits until all are ready. */
  static Cluster start(String... arguments) {
    Cluster cluster = new Cluster();
    try {
      cluster.launch(arguments);
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void launch(String... arguments) {
    String[] direct = arguments(postgres.port(), broker.port(), arguments);
    apps.add(PackagedApp.start(direct)); // alone: it makes the tables
    apps.add(PackagedApp.launch(WallClock.always(Duration.ofMinutes(1)), direct));
    apps.add(PackagedApp.launch(arguments(toPostgres.port(), toBroker.port(), arguments)));
    apps.forEach(PackagedApp::awaitReady);
  }

  private String[] arguments(int database, int queues, String... more) {
    List<String> all = new ArrayList<>(postgres.appArguments(database));
    all.addAll(broker.appArguments(queues));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  List<PackagedApp> apps() {
    return List.copyOf(apps);
  }

  PackagedApp first() {
    return apps.get(0);
  }

  /** The one whose clock is a minute ahead. */
  PackagedApp ahead() {
    return apps.get(1);
  }

  /** The one that {@link #cut()} cuts off. */
  PackagedApp cabled() {
    return apps.get(2);
  }

  /** Nothing comes through between the cabled instance and database and broker. */
  void cut() {
    toPostgres.cut();
    toBroker.cut();
  }

  void mend() {
    toPostgres.mend();
    toBroker.mend();
  }

  Proof proof() {
    return Proof.of(postgres.dataSource());
  }

  /** Writes what each instance has written, facts left out, to {@code target/soak-<n>.log}. */
  void keepLogs() throws IOException {
    for (int i = 0; i < apps.size(); i++) {
      List<String> lines =
          apps.get(i)
              .output()
              .lines()
              .filter(line -> !line.contains(" onboarding.facts "))
              .toList();
      Files.write(Path.of("target", "soak-" + (i + 1) + ".log"), lines);
    }
  }

  @Override
  public void close() {
    apps.forEach(PackagedApp::close);
    toBroker.close();
    toPostgres.close();
    broker.close();
    postgres.close();
  }
}
