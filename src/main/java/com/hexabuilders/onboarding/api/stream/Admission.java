package com.hexabuilders.onboarding.api.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Begins to send to those who join: first what they missed, then what comes. One reading of the
 * journal serves all who join together. Some may get a change once more, and nobody misses one.
 */
final class Admission {

  /** At the beginning of each stream: how long its reader waits before it connects again. */
  private static final byte[] HELLO = bytes("retry: 1000\n\n");

  private static final byte[] READ_ANEW =
      bytes(
          "event: reset\n"
              + "data: {\"reason\":\"Too much has changed meanwhile: read the lists anew.\"}\n\n");

  private final ChangeFeed feed;

  Admission(ChangeFeed feed) {
    this.feed = feed;
  }

  void admit(List<StreamListener> joining) {
    Optional<Instant> from =
        joining.stream()
            .flatMap(listener -> behind(listener).stream())
            .map(StreamPosition::since)
            .min(Instant::compareTo);
    Optional<List<RecentChanges.Change>> missed = from.flatMap(feed::missed);
    joining.forEach(listener -> begin(listener, missed));
  }

  /** Where a listener stands that the feed does not know and that can be told what it missed. */
  private Optional<StreamPosition> behind(StreamListener listener) {
    return position(listener)
        .filter(position -> feed.knows(position).isEmpty())
        .filter(feed::isNear);
  }

  private static Optional<StreamPosition> position(StreamListener listener) {
    return Optional.ofNullable(listener.lastEventId()).flatMap(StreamPosition::of);
  }

  private void begin(StreamListener listener, Optional<List<RecentChanges.Change>> missed) {
    List<byte[]> before = new ArrayList<>();
    before.add(HELLO);
    Optional<Long> known = position(listener).flatMap(feed::knows);
    long after = known.orElse(feed.recent().last());
    String position = known.isPresent() ? listener.lastEventId() : feed.position(after);
    if (listener.lastEventId() != null && known.isEmpty()) {
      if (behind(listener).isPresent() && missed.isPresent()) {
        missed.get().stream()
            .filter(change -> listener.maySee(change.startedBy()))
            .map(RecentChanges.Change::text)
            .forEach(before::add);
      } else {
        before.add(READ_ANEW);
      }
    }
    before.add(bytes("id: " + position + "\n\n"));
    listener.begin(before, feed.recent(), after);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
