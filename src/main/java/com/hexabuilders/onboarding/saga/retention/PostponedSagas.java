package com.hexabuilders.onboarding.saga.retention;

import com.hexabuilders.onboarding.saga.SilentTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Old sagas that broke what removes them; each is left alone for an hour, in this instance. */
final class PostponedSagas {

  private static final Logger LOG = LoggerFactory.getLogger(PostponedSagas.class);
  private static final Duration PUT_OFF = Duration.ofHours(1);

  private final Map<String, Instant> until = new HashMap<>();

  /** The ids of those of them that are not put off now. */
  List<String> others(List<RetentionRows.Place> places, Instant now) {
    until.values().removeIf(end -> end.isBefore(now));
    return places.stream()
        .map(RetentionRows.Place::sagaId)
        .filter(id -> !until.containsKey(id))
        .toList();
  }

  /** Puts a saga off if what broke was for it alone. */
  void addIfAlone(List<String> ids, RuntimeException e, Instant now) {
    if (ids.size() == 1) {
      until.put(ids.get(0), now.plus(PUT_OFF));
      LOG.error(
          "Saga {} cannot be removed and is put off by an hour.", ids.get(0), SilentTrace.of(e));
    }
  }
}
