package com.hexabuilders.onboarding.proof.stories;

import com.hexabuilders.onboarding.proof.harness.Cable;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import com.hexabuilders.onboarding.proof.harness.StandaloneBroker;
import com.hexabuilders.onboarding.proof.harness.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Three instances on one broker and one PostgreSQL: the first as it is, the second with a clock a
 * minute ahead, the third behind cables that can be cut.
 */
final class Cluster implements AutoCloseable {

  final RealPostgres postgres;
  final StandaloneBroker broker;
  private final Cable toPostgres;
  private final Cable toBroker;
  private final List<PackagedApp> apps = new CopyOnWriteArrayList<>();
  private final List<PackagedApp> replaced = new ArrayList<>();

  private Cluster(RealPostgres postgres, StandaloneBroker broker) {
    this.postgres = postgres;
    this.broker = broker;
    toPostgres = Cable.to(postgres.port());
    toBroker = Cable.to(broker.port());
  }

  /** Starts all of it, each instance with these arguments, and waits until all are ready. */
  static Cluster start(String... arguments) {
    return on(RealPostgres.start(), StandaloneBroker.start(), PackagedApp.jar(), arguments);
  }

  /** The same on a database and a broker that run, with another jar as the first instance. */
  static Cluster on(
      RealPostgres postgres, StandaloneBroker broker, Path first, String... arguments) {
    Cluster cluster = new Cluster(postgres, broker);
    try {
      cluster.launch(first, arguments);
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void launch(Path first, String... arguments) {
    String[] direct = arguments(postgres.port(), broker.port(), arguments);
    apps.add(PackagedApp.launch(first, direct));
    first().awaitReady(); // alone: it makes the tables
    apps.add(PackagedApp.launch(WallClock.always(Duration.ofMinutes(1)), direct));
    apps.add(PackagedApp.launch(arguments(toPostgres.port(), toBroker.port(), arguments)));
    apps.forEach(PackagedApp::awaitReady);
  }

  /** Ends the first instance as an operator does and starts the built jar in its place. */
  void replaceFirst() {
    PackagedApp older = first();
    older.terminate();
    replaced.add(older);
    apps.set(0, PackagedApp.start(arguments(postgres.port(), broker.port())));
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
    List<PackagedApp> all = new ArrayList<>(apps);
    all.addAll(replaced);
    for (int i = 0; i < all.size(); i++) {
      List<String> lines =
          all.get(i).output().lines().filter(line -> !line.contains(" onboarding.facts ")).toList();
      Files.write(Path.of("target", "soak-" + (i + 1) + ".log"), lines);
    }
  }

  @Override
  public void close() {
    apps.forEach(PackagedApp::close);
    replaced.forEach(PackagedApp::close);
    toBroker.close();
    toPostgres.close();
    broker.close();
    postgres.close();
  }
}
