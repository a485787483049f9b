package com.hexabuilders.onboarding.intake;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.SilentTrace;
import com.hexabuilders.onboarding.saga.database.LockTimeoutBackoff;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.start.SagaStarts;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;

/**
 * Makes REST starts durable in groups: the starts that came during one commit are the next group. A
 * start that comes alone is committed at once.
 *
 * <p>After the commit the answer is 202 whatever the broker does, because the sweeper sends what is
 * still open. Another thread sends while the next group is committed. If the commit's own answer is
 * lost, the caller is told to try again. That caller then finds the saga by its key or partner. A
 * start that needs a row locked by another transaction is refused alone. While such rows are met,
 * no start waits long behind one.
 *
 * <p>Only this thread commits REST starts, so it knows how many more may pass the gate.
 */
@Service
class GroupCommit implements RestStarts, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final long LONGEST_WAIT_SECONDS = 12;

  private record Waiting(StartRequest request, CompletableFuture<StartResult> answer) {}

  private final SagaStarts starts;
  private final StartAnnouncer announcer;
  private final IntakeGate gate;
  private final LockTimeoutBackoff waits;
  private final int groupMax;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(1_000);
  private volatile Thread thread;
  private volatile Long lastTrouble; // when, null outside of an outage

  GroupCommit(
      SagaStarts starts,
      StartAnnouncer announcer,
      IntakeGate gate,
      RunningTransactions transactions,
      Environment environment) {
    this.starts = starts;
    this.announcer = announcer;
    this.gate = gate;
    this.waits = new LockTimeoutBackoff(transactions);
    this.groupMax = environment.getRequiredProperty("onboarding.batch.max", Integer.class);
  }

  @Override
  public StartResult start(StartRequest request) {
    if (!gate.getAsBoolean()) {
      throw StartUnavailable.gateClosed();
    }
    Waiting waiting = new Waiting(request, new CompletableFuture<>());
    if (!queue.offer(waiting)) {
      throw new StartUnavailable("Too many starts arrive at once; try again soon.", 1);
    }
    try {
      return waiting.answer().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw StartUnavailable.insteadOf(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StartUnavailable.databaseAway();
    }
  }

  @Override
  public boolean areFailing() {
    Long last = lastTrouble;
    return last != null && System.nanoTime() - last < TimeUnit.SECONDS.toNanos(5);
  }

  private void run() {
    while (thread == Thread.currentThread()) {
      try {
        List<Waiting> group = admitted(nextGroup());
        if (!group.isEmpty()) {
          commit(group);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error e) { // without this thread no start would be taken again
        LOG.error("A group of starts broke; the next one goes on.", SilentTrace.of(e));
      }
    }
  }

  private List<Waiting> nextGroup() throws InterruptedException {
    List<Waiting> group = new ArrayList<>();
    Waiting first = queue.poll(1, TimeUnit.SECONDS);
    if (first != null) {
      group.add(first);
      queue.drainTo(group, groupMax - 1);
    }
    return group;
  }

  private List<Waiting> admitted(List<Waiting> group) {
    int room = group.isEmpty() ? 0 : Math.min(gate.room(), group.size());
    group
        .subList(room, group.size())
        .forEach(waiting -> waiting.answer().completeExceptionally(StartUnavailable.gateClosed()));
    return group.subList(0, room);
  }

  private void commit(List<Waiting> group) {
    SagaStarts.Started started;
    try {
      List<StartRequest> requests = group.stream().map(Waiting::request).toList();
      started = waits.run(() -> starts.start(SagaType.ONBOARDING.name(), requests));
    } catch (RuntimeException e) {
      refuse(group, e);
      return;
    }
    Failpoint.REST_START_COMMITTED.reached();
    for (int i = 0; i < group.size(); i++) {
      group.get(i).answer().complete(started.results().get(i));
    }
    Failpoint.REST_START_ANSWERED.reached();
    announcer.announceSoon(started.announcements());
    if (lastTrouble != null) {
      LOG.info("Starts by REST are committed again.");
    }
    lastTrouble = null;
  }

  private void refuse(List<Waiting> group, RuntimeException e) {
    boolean outage = e instanceof InfrastructureTrouble && !LockedOut.isCauseOf(e);
    if (!outage || lastTrouble == null) {
      LOG.warn("{} starts could not be committed: {}", group.size(), SilentTrace.sentence(e));
    }
    lastTrouble = outage ? (Long) System.nanoTime() : lastTrouble;
    if (outage || group.size() == 1) {
      group.forEach(waiting -> waiting.answer().completeExceptionally(e));
    } else { // the one that broke, or needs a locked row, breaks alone
      group.forEach(waiting -> commit(List.of(waiting)));
    }
  }

  @Override
  public void start() {
    announcer.start();
    thread = new Thread(this::run, "rest-starts");
    thread.start();
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      try {
        running.join(TimeUnit.SECONDS.toMillis(LONGEST_WAIT_SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    announcer.stop();
  }

  /** Stops after the last request was answered, and before the beans that send the events. */
  @Override
  public int getPhase() {
    return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1024; // the web server's own
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
