package com.hexabuilders.onboarding.api.stream;

import com.hexabuilders.onboarding.api.saga.ChangedSagas;
import com.hexabuilders.onboarding.saga.database.LongestTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads the journal for what changed and numbers it. For one thread.
 *
 * <p>A transaction may commit after younger ones. So each reading looks back as far as a
 * transaction may last. It leaves out the log entries that it has seen.
 */
@Component
class ChangeFeed {

  /** More sagas than this are not read at once for one listener; it is told to read the lists. */
  static final int MOST_MISSED = 10_000;

  private static final int AT_ONCE = 500;
  private static final int ALL = Integer.MAX_VALUE;

  private final ChangedSagas sagas;
  private final LongestTransaction longest;
  private final Clock clock;
  private final RecentChanges recent = new RecentChanges();
  private String name = newName();
  private Map<String, Integer> seen;
  private Instant lastRead;
  private Instant since;

  ChangeFeed(ChangedSagas sagas, LongestTransaction longest, Clock clock) {
    this.sagas = sagas;
    this.longest = longest;
    this.clock = clock;
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

  /** Reads what changed since the last reading that did not break. */
  void read() {
    Instant now = clock.instant();
    since = (lastRead == null ? now : lastRead).minus(longest.settled());
    Map<String, Integer> changed = sagas.since(since, ALL);
    if (seen != null) {
      Map<String, Integer> known = seen;
      List<String> fresh =
          changed.keySet().stream()
              .filter(saga -> changed.get(saga) > known.getOrDefault(saga, 0))
              .toList();
      read(fresh, since, known, changes -> changes.forEach(this::add));
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

  /** What a listener missed since then; empty if it is too much. */
  Optional<List<byte[]>> missed(StreamPosition position, StreamListener listener) {
    Map<String, Integer> changed = sagas.since(position.since(), MOST_MISSED + 1);
    if (changed.size() > MOST_MISSED) {
      return Optional.empty();
    }
    List<byte[]> texts = new ArrayList<>();
    read(
        changed.keySet(),
        position.since(),
        Map.of(),
        changes ->
            changes.stream()
                .filter(change -> listener.maySee(change.startedBy()))
                .forEach(change -> texts.add(text(change, position.text()))));
    return Optional.of(texts);
  }

  private interface Reader {
    void take(List<ChangedSagas.Changed> changes);
  }

  private void read(
      Collection<String> ids, Instant from, Map<String, Integer> known, Reader reader) {
    List<String> left = new ArrayList<>(ids);
    for (int i = 0; i < left.size(); i += AT_ONCE) {
      List<String> some = left.subList(i, Math.min(left.size(), i + AT_ONCE));
      reader.take(sagas.read(some, from, saga -> known.getOrDefault(saga, 0)));
    }
  }

  private static byte[] text(ChangedSagas.Changed change, String position) {
    String text = "id: " + position + "\nevent: saga\ndata: " + change.json() + "\n\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
