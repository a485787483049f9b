package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.Sha256;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Shows how far a saga is, and holds the answer back until there is news if the caller wants to
 * wait. At most 100 callers wait at once, so that they never use up the web server's threads;
 * others are answered at once.
 */
@Component("statusApi")
class StatusApi {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Pattern WAIT = Pattern.compile("([0-9]{1,6})(ms|s)");
  private static final int MOST_WAITERS = 100;
  private static final int TAG_DIGITS = 32;

  private final SagaReads sagas;
  private final SagaChanges changes;
  private final UnknownSagas unknown;
  private final Semaphore waiters = new Semaphore(MOST_WAITERS);

  StatusApi(SagaReads sagas, SagaChanges changes, UnknownSagas unknown) {
    this.sagas = sagas;
    this.changes = changes;
    this.unknown = unknown;
  }

  /** What a caller may compare: the body, and the tag that stands for exactly these bytes. */
  private record Seen(SagaView view, ObjectNode body, String tag) {}

  /**
   * Answers GET /sagas/{id}/status.
   *
   * @param id a saga_id or partner_id
   * @param ifNoneMatch the caller's If-None-Match, or null
   * @param wait longest wait such as {@code 10s} or {@code 500ms}, at most 30 s; or null
   */
  public Reply status(String id, String ifNoneMatch, String wait, Caller caller) {
    if (!PartnerId.wellFormed(id)) {
      return SagaApi.unknown();
    }
    Optional<Duration> patience = patience(wait);
    if (patience.isEmpty()) {
      return Problems.invalid("wait", "Must be a time such as 10s or 500ms, at most 30s.");
    }
    Optional<Seen> first = see(id, caller.onlyStartedBy());
    return first.isEmpty()
        ? unknown.problem(id, caller)
        : answer(waitForNews(first.get(), ifNoneMatch, patience.get()), ifNoneMatch);
  }

  private Seen waitForNews(Seen first, String ifNoneMatch, Duration patience) {
    if (patience.isZero() || news(first, first, ifNoneMatch) || !waiters.tryAcquire()) {
      return first;
    }
    try {
      return lastSeen(first, ifNoneMatch, patience);
    } catch (InterruptedException e) {
      // The application is stopping. The thread stays uninterrupted, or it could not write.
      return first;
    } finally {
      waiters.release();
    }
  }

  private Seen lastSeen(Seen first, String ifNoneMatch, Duration patience)
      throws InterruptedException {
    String sagaId = first.view().saga().sagaId();
    long end = System.nanoTime() + patience.toNanos();
    Seen seen = first;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      try (SagaChanges.Listener listener = changes.listen(sagaId)) {
        seen = see(sagaId, null).orElse(seen); // after listening has begun, or news come late
        if (news(first, seen, ifNoneMatch)) {
          return seen;
        }
        listener.await(Duration.ofNanos(Math.max(left, 1_000_000)));
      }
    }
    return see(sagaId, null).orElse(seen);
  }

  /** A caller who names what it knows waits for anything new, another one for another status. */
  private static boolean news(Seen first, Seen seen, String ifNoneMatch) {
    if (ifNoneMatch != null) {
      return !matches(ifNoneMatch, seen.tag());
    }
    SagaRow saga = seen.view().saga();
    return saga.isFinal() || !saga.status().equals(first.view().saga().status());
  }

  private static Reply answer(Seen seen, String ifNoneMatch) {
    boolean known = ifNoneMatch != null && matches(ifNoneMatch, seen.tag());
    return Reply.of(known ? 304 : 200, known ? null : seen.body()).with("ETag", seen.tag());
  }

  private Optional<Seen> see(String id, String startedBy) {
    return sagas
        .find(id, startedBy)
        .map(
            view -> {
              ObjectNode body = SagaJson.status(view);
              return new Seen(view, body, tag(body.toString()));
            });
  }

  private static boolean matches(String ifNoneMatch, String tag) {
    return Arrays.stream(ifNoneMatch.split(","))
        .map(known -> known.strip().replaceFirst("^W/", ""))
        .anyMatch(known -> known.equals("*") || known.equals(tag));
  }

  private static String tag(String body) {
    return '"' + Sha256.of(body).substring(0, TAG_DIGITS) + '"';
  }

  private static Optional<Duration> patience(String wait) {
    if (wait == null) {
      return Optional.of(Duration.ZERO);
    }
    Matcher time = WAIT.matcher(wait);
    if (!time.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(time.group(1));
    Duration asked =
        time.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
    return Optional.of(asked).filter(patience -> patience.compareTo(LONGEST_WAIT) <= 0);
  }
}
