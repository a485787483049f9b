package com.hexabuilders.onboarding.saga.journal;

import static java.util.stream.Collectors.toMap;

import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Table {@code hung_message}: messages whose handling did not end although database and broker
 * answered. All instances see it, so that such a message is handled alone wherever it comes again.
 * After {@value #MOST} times alone it is given up. A crash before the commit leaves one time
 * uncounted.
 */
@Repository
public class HungMessages {

  /** So often a message may hang alone. */
  static final int MOST = 3;

  /** In place of the number of times: the dead letter is written. */
  private static final int WRITTEN = -1;

  private static final Duration KEPT = Duration.ofDays(7);
  private static final String CAUSE =
      String.format(
          Locale.ROOT, "Handling the message did not end in time, %d times in a row.", MOST);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final Journal journal;
  private final Clock clock;

  HungMessages(JdbcTemplate jdbc, TransactionTemplate transactions, Journal journal, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.journal = journal;
    this.clock = clock;
  }

  /** What is known of a message that has hung. */
  public enum Known {
    /** It is handled alone. */
    SUSPECT,
    /** It is not handled any more, and its dead letter is still to be written. */
    UNWRITTEN,
    /** Its dead letter is written: nothing is left to do. */
    GIVEN_UP
  }

  /** Those of these messages that have hung before. */
  public Map<Delivery, Known> known(Collection<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> hangs =
        jdbc
            .query(
                "select id, hangs from hung_message where id = any(?)",
                (row, n) -> Map.entry(row.getString(1), row.getInt(2)),
                ColumnValues.array(
                    jdbc, deliveries.stream().map(DeadLetter::id).distinct().toList()))
            .stream()
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    return deliveries.stream()
        .filter(delivery -> hangs.containsKey(DeadLetter.id(delivery)))
        .collect(
            toMap(
                delivery -> delivery,
                delivery -> known(hangs.get(DeadLetter.id(delivery))),
                (first, copy) -> first,
                LinkedHashMap::new));
  }

  private static Known known(int hangs) {
    if (hangs == WRITTEN) {
      return Known.GIVEN_UP;
    }
    return hangs < MOST ? Known.SUSPECT : Known.UNWRITTEN;
  }

  /** One of these has hung, nobody knows which: each is handled alone from now on. */
  public void hungTogether(Collection<Delivery> deliveries) {
    InfrastructureTrouble.sorted(
        () ->
            transactions.execute(
                tx -> {
                  Instant now = clock.instant();
                  forget(now.minus(KEPT));
                  deliveries.stream().map(DeadLetter::id).sorted().forEach(id -> add(id, now));
                  return null;
                }));
  }

  /** What somebody has locked is forgotten another time. */
  private void forget(Instant before) {
    List<String> old =
        jdbc.queryForList(
            "select id from hung_message where last_at < ? order by id for update skip locked",
            String.class,
            ColumnValues.time(before));
    jdbc.update("delete from hung_message where id = any(?)", ColumnValues.array(jdbc, old));
  }

  /**
   * This one has hung alone; the last time it becomes a dead letter.
   *
   * @return the letter's copy, to be sent; the message is let go when it comes again
   */
  public Announcements hungAlone(Delivery delivery) {
    String id = DeadLetter.id(delivery);
    int hangs = InfrastructureTrouble.sorted(() -> transactions.execute(tx -> count(id)));
    return hangs < MOST
        ? new Announcements(List.of(), List.of())
        : InfrastructureTrouble.sorted(
            () -> transactions.execute(tx -> giveUp(delivery, id, hangs)));
  }

  /** Commits alone, or a letter that cannot be written would take the count back. */
  private int count(String id) {
    Instant now = clock.instant();
    add(id, now);
    jdbc.update(
        "update hung_message set hangs = hangs + 1, last_at = ? where id = ? and hangs <> ?",
        ColumnValues.time(now),
        id,
        WRITTEN);
    Integer hangs =
        jdbc.queryForObject("select hangs from hung_message where id = ?", Integer.class, id);
    return hangs == null ? 0 : hangs;
  }

  private Announcements giveUp(Delivery delivery, String id, int hangs) {
    jdbc.update("update hung_message set hangs = ? where id = ?", WRITTEN, id);
    DeadLetter letter =
        DeadLetters.of(delivery, DeadLetterKind.EXHAUSTED, CAUSE, List.of(), null, clock.instant())
            .after(hangs, "[]");
    return journal.save(List.of(), List.of(letter), List.of());
  }

  private void add(String id, Instant now) {
    jdbc.update(
        "insert into hung_message (id, hangs, last_at) values (?, 0, ?) on conflict do nothing",
        id,
        ColumnValues.time(now));
  }
}
