package com.hexabuilders.onboarding.api.stream;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sends listeners what changed. It reads the journal only while somebody listens, and then takes at
 * most a twentieth of a processor and of a database session.
 */
@Component
class StreamThread extends WorkLoop {

  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final Duration NEVER = Duration.ofDays(1000);
  private static final int REST = 20;
  private static final Trouble TROUBLE =
      new Trouble(
          "The stream of changes pauses", "The stream of changes goes on.", Duration.ofSeconds(1));

  /** At the beginning of each stream: how long its reader waits before it connects again. */
  private static final String HELLO = "retry: 1000\n\n";

  private static final String READ_ANEW =
      "event: reset\ndata: {\"reason\":\"Too much has changed meanwhile: read the lists anew.\"}\n\n";

  private final ChangeFeed feed;
  private final Queue<StreamListener> joining = new ConcurrentLinkedQueue<>();
  private final List<StreamListener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean closing;

  StreamThread(ChangeFeed feed, Clock clock) {
    super("stream", new Alarm(clock), Duration.ZERO, TROUBLE);
    this.feed = feed;
  }

  /** Sends to this listener until it is closed; false if the application is stopping. */
  boolean join(StreamListener listener) {
    joining.add(listener);
    wake();
    return !closing;
  }

  /** How many listen. */
  long count() {
    return listeners.size() + (long) joining.size();
  }

  /** How many of them this caller has. */
  long count(String caller) {
    return listeners.stream().filter(listener -> listener.name().equals(caller)).count()
        + joining.stream().filter(listener -> listener.name().equals(caller)).count();
  }

  @Override
  protected Duration work() {
    listeners.removeIf(StreamListener::isClosed);
    if (listeners.isEmpty() && joining.isEmpty()) {
      feed.pause();
      return NEVER;
    }
    long begun = System.nanoTime();
    InfrastructureTrouble.sorted(
        () -> {
          feed.read();
          admit();
          return null;
        });
    Duration rest = Duration.ofNanos(REST * (System.nanoTime() - begun));
    String position = feed.position(feed.recent().last());
    listeners.forEach(listener -> listener.write(position));
    return rest.compareTo(PERIOD) > 0 ? rest : PERIOD;
  }

  private void admit() {
    for (StreamListener next = joining.peek(); next != null; next = joining.peek()) {
      begin(next);
      listeners.add(next);
      joining.remove();
    }
  }

  private void begin(StreamListener listener) {
    List<byte[]> before = new ArrayList<>(List.of(bytes(HELLO)));
    long after = feed.recent().last();
    String id = listener.lastEventId();
    if (id != null) {
      Optional<StreamPosition> position = StreamPosition.of(id);
      Optional<Long> known = position.flatMap(feed::knows);
      if (known.isPresent()) {
        after = known.get();
      } else {
        before.addAll(
            position
                .flatMap(asked -> feed.missed(asked, listener))
                .orElseGet(() -> List.of(bytes(READ_ANEW))));
      }
    }
    before.add(bytes("id: " + feed.position(after) + "\n\n"));
    listener.begin(before, feed.recent(), after);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ends all streams, so that they do not delay the shutdown. */
  @EventListener(ContextClosedEvent.class)
  public void end() {
    closing = true;
    listeners.forEach(StreamListener::close);
    joining.forEach(StreamListener::close);
  }
}
