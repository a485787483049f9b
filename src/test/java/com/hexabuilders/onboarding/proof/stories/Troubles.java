package com.hexabuilders.onboarding.proof.stories;

import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.SmallDisk;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random trouble for a cluster, one after the other; which, and of whom, the seed decides. */
final class Troubles {

  private final SoakGround ground;
  private final Cluster cluster;
  private final Random random;
  private final Map<String, Integer> made = new TreeMap<>();
  private final List<Runnable> kinds =
      List.of(
          this::kill,
          this::freeze,
          this::cut,
          this::killBroker,
          this::killDatabase,
          this::refuseWrites,
          this::lockRows,
          this::fillTables,
          this::fillStore,
          this::stepClock);

  /** What is to come before all kinds are there once more. */
  private final Deque<Runnable> round = new ArrayDeque<>();

  private int rounds;

  Troubles(SoakGround ground, long seed) {
    this.ground = ground;
    this.cluster = ground.cluster;
    this.random = new Random(seed);
  }

  /** Whether every kind of trouble was made. */
  boolean allMade() {
    return rounds > 1 || rounds == 1 && round.isEmpty();
  }

  /** Makes one trouble, waits for its end, and lets everything work for a while. */
  void next() {
    launchWhatCouldNotStart();
    if (round.isEmpty()) {
      List<Runnable> mixed = new ArrayList<>(kinds);
      Collections.shuffle(mixed, random);
      round.addAll(mixed);
      rounds++;
    }
    round.remove().run();
    pass(2 + random.nextInt(6));
  }

  /** As a supervisor does: an instance ends when the database goes away while it starts. */
  private void launchWhatCouldNotStart() {
    for (PackagedApp app : cluster.apps()) {
      if (!app.alive()) {
        note("instance launched anew, for it could not start");
        app.launchAgain();
      }
    }
  }

  /** Kills the instance whose turn it is, starts it again at once, and lets time pass. */
  void killInTurn(int turn, Duration time) {
    note("instance killed in turn");
    PackagedApp victim = cluster.apps().get(turn % cluster.apps().size());
    victim.kill9();
    victim.launchAgain();
    pass((int) time.toSeconds());
  }

  /** How many of each were made. */
  Map<String, Integer> made() {
    return made;
  }

  private void kill() {
    note("instance killed");
    PackagedApp victim = cluster.apps().get(random.nextInt(cluster.apps().size()));
    victim.kill9();
    pass(random.nextInt(3));
    victim.launchAgain();
  }

  private void freeze() {
    note("instance frozen");
    cluster.ahead().freeze();
    pass(5 + random.nextInt(40));
    cluster.ahead().thaw();
  }

  private void cut() {
    note("instance cut off");
    cluster.cut();
    pass(5 + random.nextInt(40));
    cluster.mend();
  }

  private void killBroker() {
    note("broker killed");
    cluster.broker.kill9();
    pass(random.nextInt(10));
    cluster.broker.restart();
  }

  private void killDatabase() {
    note("database killed");
    cluster.postgres.kill9();
    pass(random.nextInt(10));
    cluster.postgres.restart();
  }

  private void refuseWrites() {
    note("database read only");
    cluster.postgres.refuseWrites(true);
    pass(3 + random.nextInt(8));
    cluster.postgres.refuseWrites(false);
  }

  private void fillTables() {
    fill("disk of the tables full", ground.tables);
  }

  private void fillStore() {
    fill("disk of the broker full", ground.store);
    if (!cluster.broker.alive()) { // as a supervisor does
      note("broker ended by its full disk, launched anew");
      cluster.broker.restart();
    }
  }

  private void fill(String what, SmallDisk disk) {
    note(what);
    disk.fill();
    pass(5 + random.nextInt(20));
    disk.makeRoom();
  }

  /** Set to another time and right again some seconds later. */
  private void stepClock() {
    Duration step = Duration.ofMinutes(1 + random.nextInt(5));
    boolean forward = random.nextBoolean();
    note("clock of the database " + (forward ? "ahead" : "behind"));
    ground.cluster.postgres.clock().set(forward ? step : step.negated());
    pass(5 + random.nextInt(20));
    ground.cluster.postgres.clock().set(Duration.ZERO);
  }

  /** Ends the version before on the first instance, which the built jar takes over. */
  void replaceOlder() {
    note("older instance replaced");
    cluster.replaceFirst();
  }

  private void lockRows() {
    note("rows locked");
    try (Connection session = cluster.postgres.dataSource().getConnection();
        Statement statement = session.createStatement()) {
      session.setAutoCommit(false);
      for (String table : List.of("saga", "partner", "contract", "claim")) {
        statement.execute(
            "select 1 from %s order by random() limit 20 for update skip locked".formatted(table));
      }
      pass(5 + random.nextInt(40));
      session.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void note(String what) {
    made.merge(what, 1, Integer::sum);
    System.out.println(Instant.now() + " " + what);
  }

  private static void pass(int seconds) {
    Duration time = Duration.ofSeconds(seconds);
    await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
  }
}
