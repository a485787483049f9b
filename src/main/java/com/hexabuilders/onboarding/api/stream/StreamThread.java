package com.hexabuilders.onboarding.api.stream;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sends listeners what changed. It reads the journal only while somebody listens. After a turn it
 * rests for {@value #REST} times as long as the turn took, at least 250 ms and at most 5 s.
 */
@Component
class StreamThread extends WorkLoop {

  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);
  private static final Duration NEVER = Duration.ofDays(1000);
  private static final int REST = 20;
  private static final Trouble TROUBLE =
      new Trouble(
          "The stream of changes pauses", "The stream of changes goes on.", Duration.ofSeconds(1));

  private final ChangeFeed feed;
  private final Admission admission;
  private final Queue<StreamListener> joining = new ConcurrentLinkedQueue<>();
  private final List<StreamListener> listeners = new CopyOnWriteArrayList<>();
  private long restUntil = System.nanoTime();
  private volatile boolean closing;

  StreamThread(ChangeFeed feed, Clock clock) {
    super("stream", new Alarm(clock), Duration.ZERO, TROUBLE);
    this.feed = feed;
    this.admission = new Admission(feed);
  }

  /** Sends to this listener until it is closed; false if the application is stopping. */
  boolean join(StreamListener listener) {
    joining.add(listener);
    wake();
    return !closing;
  }

  /** How many listen. */
  long count() {
    return all().count();
  }

  /** How many of them this caller has. */
  long count(String caller) {
    return all().filter(listener -> listener.name().equals(caller)).count();
  }

  private Stream<StreamListener> all() {
    return Stream.concat(listeners.stream(), joining.stream());
  }

  @Override
  protected Duration work() {
    long left = restUntil - System.nanoTime();
    if (left > 0) {
      return Duration.ofNanos(left); // whoever joins does not shorten the rest
    }
    listeners.removeIf(StreamListener::isClosed);
    if (listeners.isEmpty() && joining.isEmpty()) {
      feed.pause();
      return NEVER;
    }
    long begun = System.nanoTime();
    try {
      InfrastructureTrouble.sorted(
          () -> {
            feed.read(this::send);
            admit();
            return null;
          });
    } finally {
      send(); // a sign of life, and the end of its time, also while the database is away
      restUntil = System.nanoTime() + rest(System.nanoTime() - begun).toNanos();
    }
    return Duration.ofNanos(restUntil - System.nanoTime());
  }

  private static Duration rest(long worked) {
    Duration rest = Duration.ofNanos(REST * worked);
    Duration least = rest.compareTo(PERIOD) > 0 ? rest : PERIOD;
    return least.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : least;
  }

  private void send() {
    String position = feed.position(feed.recent().last());
    listeners.forEach(listener -> listener.write(position));
  }

  /** Those whose admission breaks are closed: they connect again. */
  private void admit() {
    List<StreamListener> next = new ArrayList<>();
    for (StreamListener one = joining.poll(); one != null; one = joining.poll()) {
      next.add(one);
    }
    try {
      admission.admit(next);
      listeners.addAll(next);
    } catch (RuntimeException e) {
      next.forEach(StreamListener::close);
      throw e;
    }
  }

  /** Ends all streams, so that they do not delay the shutdown. */
  @EventListener(ContextClosedEvent.class)
  public void end() {
    closing = true;
    all().forEach(StreamListener::close);
  }
}
