package com.hexabuilders.onboarding.proof.benchmark;

import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;

/**
 * How long it takes after {@code kill -9} under load until the application is healthy again, and
 * from then until every onboarding whose start the broker had taken is final.
 */
final class Recovery {

  static final List<String> COLUMNS =
      List.of("open_when_killed", "start_to_healthy_s", "healthy_to_all_final_s");

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration OFTEN = Duration.ofMillis(20);

  private final Target target;
  private final Rows rows;

  private Recovery(Target target) {
    this.target = target;
    rows = new Rows(target);
  }

  static void run(Options options, Sheet sheet) throws Exception {
    List<Point> points = Options.points("A:64");
    try (Target target = Target.start(options)) {
      Recovery recovery = new Recovery(target);
      for (int repeat = 0; repeat < options.repeats(); repeat++) {
        for (Point point : points) {
          String prefix = "killed" + sheet.size();
          sheet.add(recovery.measure(point, prefix, options.seconds()));
        }
      }
      recovery.rows.right();
    }
  }

  private Measured measure(Point point, String prefix, int seconds) throws Exception {
    Connection connection = target.connect();
    ClosedLoop loop = new ClosedLoop(point, prefix, true, connection, Starter.byQueue(connection));
    loop.window(seconds);
    int open = loop.running();
    target.apps().forEach(PackagedApp::kill9);
    int accepted = loop.abandon();
    forget(connection);
    double start = seconds();
    target.apps().forEach(PackagedApp::launchAgain);
    await().atMost(LIMIT).pollInterval(OFTEN).until(() -> target.first().client().ready());
    double healthy = seconds();
    await().atMost(LIMIT).pollInterval(OFTEN).until(() -> rows.areFinal(prefix, accepted));
    double done = seconds();
    rows.ended(prefix, accepted, loop.started(), point.scenario());
    return new Measured(point.name(), open, healthy - start, done - healthy);
  }

  private static void forget(Connection connection) {
    try {
      connection.close();
    } catch (JMSException gone) {
      // its broker was killed
    }
  }

  private static double seconds() {
    return System.nanoTime() / 1e9;
  }
}
