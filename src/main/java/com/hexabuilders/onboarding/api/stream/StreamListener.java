package com.hexabuilders.onboarding.api.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One connection that is sent changes. It never blocks who writes: what the connection does not
 * take now is written when it can. A listener that falls behind the changes that are kept is
 * dropped. The web server drops one that takes nothing for some seconds.
 */
final class StreamListener implements WriteListener {

  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final AsyncContext exchange;
  private final ServletOutputStream out;
  private final String name;
  private final String onlyStartedBy;
  private final String lastEventId;
  private final long end;
  private final Deque<byte[]> first = new ArrayDeque<>();
  private RecentChanges recent;
  private long next;
  private long written = System.nanoTime();
  private boolean started;
  private boolean unflushed;
  private boolean closed;

  /**
   * Prepares a listener that is sent nothing yet.
   *
   * @param name of the caller
   * @param onlyStartedBy sees only sagas this caller started; null: all
   * @param lastEventId where to go on; null: with what comes
   */
  StreamListener(
      AsyncContext exchange,
      String name,
      String onlyStartedBy,
      String lastEventId,
      Duration longest)
      throws IOException {
    this.exchange = exchange;
    this.out = exchange.getResponse().getOutputStream();
    this.name = name;
    this.onlyStartedBy = onlyStartedBy;
    this.lastEventId = lastEventId;
    this.end = System.nanoTime() + longest.toNanos();
  }

  String name() {
    return name;
  }

  String lastEventId() {
    return lastEventId;
  }

  boolean maySee(String startedBy) {
    return onlyStartedBy == null || onlyStartedBy.equals(startedBy);
  }

  /**
   * Begins to send.
   *
   * @param before what is sent first
   * @param after number of the last change that is not sent
   */
  synchronized void begin(List<byte[]> before, RecentChanges changes, long after) {
    first.addAll(before);
    recent = changes;
    next = after + 1;
    out.setWriteListener(this);
  }

  /**
   * Sends what is there, as far as the connection takes it, and a sign of life after a silence.
   *
   * @param position of a listener that was sent everything
   */
  synchronized void write(String position) {
    if (started) {
      writeOn();
      boolean isSilent = System.nanoTime() - written > SILENCE.toNanos();
      if (isSilent && !closed && first.isEmpty() && next > recent.last()) {
        first.add(("id: " + position + "\n: still here\n\n").getBytes(StandardCharsets.UTF_8));
        writeOn();
      }
    }
    if (System.nanoTime() - end > 0) {
      close();
    }
  }

  /** When something was written last, by {@link System#nanoTime}. */
  synchronized void silentSince(long nanoTime) {
    written = nanoTime;
  }

  /** The first call comes when the web server has left the request to its listener. */
  @Override
  public synchronized void onWritePossible() {
    started = true;
    writeOn();
  }

  private void writeOn() {
    try {
      byte[] text = closed || !out.isReady() ? null : take();
      while (text != null) {
        out.write(text);
        unflushed = true;
        written = System.nanoTime();
        text = out.isReady() ? take() : null;
      }
      if (!closed && unflushed && out.isReady()) {
        unflushed = false;
        out.flush();
      }
    } catch (IOException | IllegalStateException e) {
      close(); // it has gone
    }
  }

  private byte[] take() {
    if (!first.isEmpty()) {
      return first.poll();
    }
    RecentChanges.Change change = change();
    while (change != null && !maySee(change.startedBy())) {
      change = change();
    }
    return change == null ? null : change.text();
  }

  private RecentChanges.Change change() {
    if (recent.forgot(next)) {
      close();
      return null;
    }
    RecentChanges.Change change = recent.at(next);
    if (change != null) {
      next++;
    }
    return change;
  }

  @Override
  public void onError(Throwable broken) {
    close();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Ends the connection; its caller may connect again and go on. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      first.clear();
      try {
        exchange.complete();
      } catch (IllegalStateException e) {
        // the web server has ended it
      }
    }
  }
}
