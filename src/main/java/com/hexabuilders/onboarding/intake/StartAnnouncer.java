package com.hexabuilders.onboarding.intake;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SilentTrace;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends the first events of starts that are committed, some groups at once. What a crash, an outage
 * or a full queue keeps from being sent is in the journal, and the sweeper sends it.
 */
@Component
class StartAnnouncer {

  private static final Logger LOG = LoggerFactory.getLogger(StartAnnouncer.class);

  /** Few, because a queue's memory holds all of a transaction until it is committed. */
  private static final int MOST_FOLLOWING = 5;

  private final Announcer announcer;
  private final BlockingQueue<Announcements> committed = new LinkedBlockingQueue<>(100);
  private volatile Thread thread;
  private boolean inTrouble; // of the sending thread alone: one line in the log per outage

  StartAnnouncer(Announcer announcer) {
    this.announcer = announcer;
  }

  /** Takes what a commit has announced and returns at once. */
  void announceSoon(Announcements announcements) {
    committed.offer(announcements);
  }

  private void run() {
    try {
      while (thread == Thread.currentThread() || !committed.isEmpty()) {
        announce(withFollowing(committed.take()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Announcements withFollowing(Announcements first) {
    List<Announcements> following = new ArrayList<>();
    committed.drainTo(following, MOST_FOLLOWING);
    return following.stream().reduce(first, Announcements::and);
  }

  private void announce(Announcements announcements) {
    try {
      announcer.announce(announcements);
      Failpoint.REST_START_SENT.reached();
      if (inTrouble) {
        LOG.info("Starts by REST are announced again.");
      }
      inTrouble = false;
    } catch (InfrastructureTrouble e) {
      if (!inTrouble) {
        LOG.warn("The broker is away; starts by REST go on, the sweeper announces them later.");
      }
      inTrouble = true;
    } catch (RuntimeException | Error e) { // without this thread every start would wait
      LOG.error(
          "The first events of some starts broke; the sweeper sends them.", SilentTrace.of(e));
    }
  }

  void start() {
    thread = new Thread(this::run, "rest-start-events");
    thread.start();
  }

  /** Returns when everything taken was sent, or the broker has let it wait for too long. */
  void stop() {
    Thread running = thread;
    thread = null;
    committed.offer(new Announcements(List.of(), List.of())); // so that it looks up
    if (running != null) {
      try {
        running.join(TimeUnit.SECONDS.toMillis(12));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
