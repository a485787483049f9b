package com.hexabuilders.onboarding.api.stream;

import com.hexabuilders.onboarding.api.saga.ChangedSagas;
import com.hexabuilders.onboarding.saga.database.LongestTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Reads the journal for what changed and numbers it. For one thread.
 *
 * <p>A transaction may commit after younger ones. So each reading looks back as far as a
 * transaction may last, at most a minute. It leaves out the log entries that it has seen.
 */
@Component
class ChangeFeed {

  /** A listener that missed more sagas than this is told to read the lists. */
  static final int MOST_MISSED = 5_000;

  /** And so is one that was away for longer. */
  static final Duration LONGEST_AWAY = Duration.ofMinutes(15);

  private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);
  private static final int AT_ONCE = 500;
  private static final int ALL = Integer.MAX_VALUE;

  private final ChangedSagas sagas;
  private final Clock clock;
  private final Duration look;
  private final RecentChanges recent = new RecentChanges();
  private String name = newName();
  private Map<String, Integer> seen;
  private Instant lastRead;
  private Instant since;

  ChangeFeed(ChangedSagas sagas, LongestTransaction longest, Clock clock) {
    this.sagas = sagas;
    this.clock = clock;
    Duration settled = longest.settled();
    this.look = settled.compareTo(LONGEST_LOOK) < 0 ? settled : LONGEST_LOOK;
    this.since = clock.instant();
  }

  RecentChanges recent() {
    return recent;
  }

  /**
   * Forgets where it was, because nobody listens. The next reading begins with what comes after it.
   * So a listener of before needs to be told what it missed: the feed has another name by then.
   */
  void pause() {
    seen = null;
    lastRead = null;
    name = newName();
  }

  private static String newName() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Reads what changed since the last reading that did not break.
   *
   * @param sender is run after each {@value #AT_ONCE} changes, before older ones give way
   */
  void read(Runnable sender) {
    Instant now = clock.instant();
    since = (lastRead == null ? now : lastRead).minus(look);
    Map<String, Integer> changed = sagas.since(since, ALL);
    if (seen != null) {
      Map<String, Integer> known = seen;
      List<String> fresh =
          changed.keySet().stream()
              .filter(saga -> changed.get(saga) > known.getOrDefault(saga, 0))
              .toList();
      read(
          fresh,
          since,
          known,
          changes -> {
            changes.forEach(this::add);
            sender.run();
          });
    }
    seen = changed;
    lastRead = now;
  }

  private void add(ChangedSagas.Changed change) {
    recent.add(change.startedBy(), text(change, position(recent.next())));
  }

  /** Where a listener stands who was sent everything up to a change of this feed. */
  String position(long number) {
    return new StreamPosition(since, name, number).text();
  }

  /** The change after which a listener goes on that this feed knows; empty for another one. */
  Optional<Long> knows(StreamPosition position) {
    boolean isOurs = position.feed().equals(name) && position.number() <= recent.last();
    return isOurs && !recent.forgot(position.number() + 1)
        ? Optional.of(position.number())
        : Optional.empty();
  }

  /** Whether a listener that stands there was not away for too long to be told what it missed. */
  boolean isNear(StreamPosition position) {
    return !position.since().isBefore(clock.instant().minus(LONGEST_AWAY));
  }

  /** What changed since then, of all sagas; empty if it is too much. */
  Optional<List<RecentChanges.Change>> missed(Instant from) {
    Map<String, Integer> changed = sagas.since(from, MOST_MISSED + 1);
    if (changed.size() > MOST_MISSED) {
      return Optional.empty();
    }
    String position = new StreamPosition(from, name, 0).text();
    List<RecentChanges.Change> missed = new ArrayList<>();
    read(
        changed.keySet(),
        from,
        Map.of(),
        changes ->
            changes.forEach(
                change ->
                    missed.add(
                        new RecentChanges.Change(0, change.startedBy(), text(change, position)))));
    return Optional.of(missed);
  }

  private void read(
      Collection<String> ids,
      Instant from,
      Map<String, Integer> known,
      Consumer<List<ChangedSagas.Changed>> reader) {
    List<String> left = new ArrayList<>(ids);
    for (int i = 0; i < left.size(); i += AT_ONCE) {
      List<String> some = left.subList(i, Math.min(left.size(), i + AT_ONCE));
      reader.accept(sagas.read(some, from, saga -> known.getOrDefault(saga, 0)));
    }
  }

  private static byte[] text(ChangedSagas.Changed change, String position) {
    String text = "id: " + position + "\nevent: saga\ndata: " + change.json() + "\n\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
