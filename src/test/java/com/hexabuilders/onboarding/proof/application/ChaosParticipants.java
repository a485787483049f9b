package com.hexabuilders.onboarding.proof.application;

import com.hexabuilders.onboarding.saga.Participants;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real participants, with trouble in front of them where a test asks for it: per step and
 * partner, forward or undo.
 */
public final class ChaosParticipants implements Participants {

  private final Participants real;
  private final Map<String, Runnable> troubles = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  ChaosParticipants(Participants real) {
    this.real = real;
  }

  /** Runs something before each forward call of a step that concerns this partner. */
  public void before(String step, String partnerId, Runnable trouble) {
    troubles.put(step + " " + partnerId, trouble);
  }

  public void beforeUndo(String step, String partnerId, Runnable trouble) {
    troubles.put("undo " + step + " " + partnerId, trouble);
  }

  public void calm() {
    troubles.clear();
  }

  /** How often a step was called for this partner. */
  public int calls(String step, String partnerId) {
    return calls.getOrDefault(step + " " + partnerId, new AtomicInteger()).get();
  }

  @Override
  public List<StepOutcome> execute(String step, List<StepCommand> batch) {
    batch.forEach(command -> meet(step + " " + command.partnerId()));
    return real.execute(step, batch);
  }

  @Override
  public List<UndoOutcome> undo(String step, List<UndoCommand> batch) {
    batch.forEach(command -> meet("undo " + step + " " + command.partnerId()));
    return real.undo(step, batch);
  }

  private void meet(String what) {
    calls.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    Runnable trouble = troubles.get(what);
    if (trouble != null) {
      trouble.run();
    }
  }

  /** A breakage whose message nobody may see. */
  public static void breakDown() {
    throw new IllegalStateException("a secret of the partner");
  }

  /** A call that does not come back before it is released. */
  public static void hang(CountDownLatch release) {
    try {
      while (!release.await(10, TimeUnit.SECONDS)) {
        continue;
      }
    } catch (InterruptedException ignored) {
      hang(release); // as a socket read would, it does not care
    }
  }
}
