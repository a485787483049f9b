package com.hexabuilders.onboarding.api.health;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Runs all probes side by side and waits at most 3 s for them together. An outcome counts for 1 s.
 * Whoever asks for an older one waits: the last outcome is not what a caller would meet now. A
 * probe that hangs keeps its one thread and is not started again until it comes back.
 */
@Component
public class HealthChecks {

  private static final long LIMIT_NANOS = Duration.ofSeconds(3).toNanos();
  static final Duration FRESH = Duration.ofSeconds(1);
  private static final String ALL = "all";

  private final List<HealthProbe> probes;
  private final Map<String, CompletableFuture<Boolean>> running = new TreeMap<>();
  private final Executor threads;
  private final Cache<String, Map<String, Boolean>> known;

  @Autowired
  HealthChecks(List<HealthProbe> probes) {
    this(probes, Ticker.systemTicker());
  }

  HealthChecks(List<HealthProbe> probes, Ticker ticker) {
    this.probes = List.copyOf(probes);
    this.threads = HealthChecks::start;
    this.known =
        Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Component name to health, of every probe there is. */
  public Map<String, Boolean> results() {
    return known.get(ALL, all -> probe());
  }

  /** What the probes of these components say about themselves, where they do. */
  List<String> reasons(Predicate<String> ofComponent) {
    return probes.stream()
        .filter(probe -> ofComponent.test(probe.component()))
        .map(HealthProbe::reason)
        .filter(Objects::nonNull)
        .toList();
  }

  private Map<String, Boolean> probe() {
    for (HealthProbe probe : probes) {
      running.compute(
          probe.component(),
          (name, last) ->
              last == null || last.isDone()
                  ? CompletableFuture.supplyAsync(probe::healthy, threads)
                  : last);
    }
    long end = System.nanoTime() + LIMIT_NANOS;
    Map<String, Boolean> results = new LinkedHashMap<>();
    probes.forEach(
        probe -> results.put(probe.component(), answer(running.get(probe.component()), end)));
    return results;
  }

  private static boolean answer(CompletableFuture<Boolean> probe, long end) {
    try {
      return probe.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void start(Runnable probe) {
    Thread thread = new Thread(probe, "health-probe");
    thread.setDaemon(true);
    thread.start();
  }
}
