package com.hexabuilders.onboarding.api.export;

import com.hexabuilders.onboarding.api.Caller;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Limits how many exports run at once, of all callers and of one. An export occupies a thread for
 * as long as its reader takes. Running exports end when the application stops, after its drain.
 */
@Component
class ExportPermits implements ApplicationListener<ContextClosedEvent>, Ordered {

  private final int most;
  private final int mostOfOne;
  private final Map<String, Integer> running = new HashMap<>();
  private volatile boolean closed;

  ExportPermits(ExportSettings settings) {
    most = settings.atOnce();
    mostOfOne = Math.max(1, most / 2);
  }

  /** The right to run one export until it is closed. */
  interface Permit extends AutoCloseable {
    @Override
    void close();
  }

  /** A permit, or null if there is none at the moment. */
  synchronized Permit take(Caller caller) {
    int own = running.getOrDefault(caller.name(), 0);
    if (closed || running() >= most || own >= mostOfOne) {
      return null;
    }
    running.put(caller.name(), own + 1);
    return () -> give(caller.name());
  }

  /** How many exports run now. */
  synchronized int running() {
    return running.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether running exports may go on. */
  boolean isOpen() {
    return !closed;
  }

  private synchronized void give(String name) {
    running.computeIfPresent(name, (caller, count) -> count == 1 ? null : count - 1);
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent closing) {
    closed = true;
  }

  /** Comes after the drain and after the last requests were taken. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 2;
  }
}
