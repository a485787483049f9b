package com.hexabuilders.onboarding.saga.database;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/**
 * An answer of the database that counts for a while. After it one caller asks anew, on its own
 * thread; the others get the last answer meanwhile. Everybody gets the last answer while the
 * database is away. Those who ask first wait together for one answer.
 */
public final class CachedAnswer<T> {

  private static final String ANSWER = "answer";

  /** So a question takes at most two percent of one processor. */
  private static final int REST = 50;

  /** After a question that was not answered, e.g. because it takes too long. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  private final Supplier<T> question;
  private final LoadingCache<String, T> answers;
  private final Ticker ticker;
  private final int rest;
  private volatile long restUntil;

  /**
   * Asks nothing yet.
   *
   * @param fresh how long an answer counts
   * @param unknown what is answered as long as the database has never answered
   * @param question asks the database
   */
  public CachedAnswer(Duration fresh, Ticker ticker, T unknown, Supplier<T> question) {
    this(fresh, ticker, unknown, question, 0);
  }

  /**
   * An answer that also counts for {@value #REST} times as long as asking took, for questions whose
   * cost grows with the tables.
   */
  public static <T> CachedAnswer<T> sparing(
      Duration fresh, Ticker ticker, T unknown, Supplier<T> question) {
    return new CachedAnswer<>(fresh, ticker, unknown, question, REST);
  }

  private CachedAnswer(Duration fresh, Ticker ticker, T unknown, Supplier<T> question, int rest) {
    this.question = question;
    this.ticker = ticker;
    this.rest = rest;
    this.restUntil = ticker.read();
    this.answers =
        Caffeine.newBuilder()
            .refreshAfterWrite(fresh)
            .ticker(ticker)
            .executor(Runnable::run)
            .build(new Loader(unknown));
  }

  /** Returns the last answer, or asks. */
  public T get() {
    return answers.get(ANSWER);
  }

  /** Asks now, if anybody has asked before. */
  public void askAgain() {
    answers.asMap().computeIfPresent(ANSWER, (key, last) -> ask(last));
  }

  private T ask(T last) {
    long begun = ticker.read();
    try {
      T answer = question.get();
      long ended = ticker.read();
      restUntil = ended + rest * (ended - begun);
      return answer;
    } catch (DataAccessException e) {
      long cost = rest * (ticker.read() - begun);
      restUntil = ticker.read() + Math.min(cost, LONGEST_REST.toNanos());
      return last;
    }
  }

  private final class Loader implements CacheLoader<String, T> {

    private final T unknown;

    private Loader(T unknown) {
      this.unknown = unknown;
    }

    @Override
    public T load(String key) {
      return ask(unknown);
    }

    @Override
    public T reload(String key, T last) {
      return ticker.read() - restUntil < 0 ? last : ask(last);
    }
  }
}
