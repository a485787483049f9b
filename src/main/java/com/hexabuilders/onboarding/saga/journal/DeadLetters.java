package com.hexabuilders.onboarding.saga.journal;

import static com.hexabuilders.onboarding.saga.ColumnValues.clip;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.LetterUnwritten;
import com.hexabuilders.onboarding.saga.StorableText;
import com.hexabuilders.onboarding.saga.UnstorableText;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Table {@code dead_letter}: the truth about every message given up (EIP: dead letter channel). The
 * queue of the same name only carries copies.
 */
@Repository
public class DeadLetters {

  /** Ends the cause of a letter whose body is not kept as it came. */
  public static final String ESCAPED =
      " What cannot be kept of the body is written as \\uXXXX, by its UTF-16 number.";

  private final JdbcTemplate jdbc;
  private final PersonalData personalData;

  DeadLetters(JdbcTemplate jdbc, PersonalData personalData) {
    this.jdbc = jdbc;
    this.personalData = personalData;
  }

  /** A record of a delivery that is given up. */
  public static DeadLetter of(
      Delivery delivery,
      DeadLetterKind kind,
      String cause,
      List<FieldFault> errors,
      Saga saga,
      Instant now) {
    Delivery.Rejection rejection = delivery.rejection();
    String text = rejection == null ? delivery.body() : rejection.head();
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    return new DeadLetter(
        DeadLetter.id(delivery),
        kind,
        StorableText.isStorable(text) ? cause : cause + ESCAPED,
        errors,
        delivery.queue(),
        StorableText.escaped(delivery.messageId()),
        0,
        "[]",
        saga == null ? null : saga.id(),
        saga == null ? null : saga.identity().partnerId(),
        StorableText.escaped(text),
        rejection == null ? bytes.length : rejection.size(),
        DeadLetter.hash(delivery),
        now);
  }

  /**
   * Writes letters; one that is there already is left as it is.
   *
   * @throws LetterUnwritten if the database did not take them
   */
  void add(List<DeadLetter> letters) {
    if (letters.isEmpty()) {
      return;
    }
    try {
      insert(letters);
    } catch (DataAccessException | UnstorableText e) {
      throw new LetterUnwritten(e);
    }
    Failpoint.LETTER_RECORDED.reached();
  }

  private void insert(List<DeadLetter> letters) {
    String sql =
        """
        insert into dead_letter (id, kind, cause, errors, queue, message_id, attempts, history, saga_id,
          partner_id, body_size, body_sha256, state, received_at)
        values (?,?,?,?,?,?,?,?,?,?,?,?,'OPEN',?) on conflict do nothing
        """;
    jdbc.batchUpdate(sql, letters.stream().map(DeadLetters::values).toList());
    personalData.add(
        letters.stream()
            .filter(letter -> letter.body() != null)
            .collect(toMap(DeadLetter::id, DeadLetter::body, (first, copy) -> first)));
  }

  /**
   * A letter with its body, its row locked until the transaction ends. Comes after the lock on its
   * saga. Read behind the lock, in a statement of its own: while it waited the body may have been
   * erased.
   */
  public Optional<KeptLetter> lock(String id) {
    jdbc.queryForList("select id from dead_letter where id = ? for update", String.class, id);
    return find(id);
  }

  /** The same without a lock. */
  public Optional<KeptLetter> find(String id) {
    String sql =
        """
        select id, kind, queue, state, saga_id,
          (select content from personal_data where subject_id = dead_letter.id) as body
        from dead_letter where id = ?
        """;
    return jdbc
        .query(
            sql,
            (row, n) ->
                new KeptLetter(
                    row.getString("id"),
                    DeadLetterKind.valueOf(row.getString("kind")),
                    row.getString("queue"),
                    row.getString("state"),
                    row.getString("saga_id"),
                    row.getString("body")),
            id)
        .stream()
        .findFirst();
  }

  /** Open letters of what a saga's queue gave up after its last retry. */
  public List<String> openOf(String sagaId, String queue) {
    return jdbc.queryForList(
        "select id from dead_letter where saga_id = ? and queue = ? and kind = 'EXHAUSTED'"
            + " and state = 'OPEN' order by id for update",
        String.class,
        sagaId,
        queue);
  }

  /** The letter's saga, found or new, goes on. */
  public void replayed(String id, String sagaId, String by, Instant now) {
    jdbc.update(
        "update dead_letter set state = 'REPLAYED', replayed_at = ?, replayed_by = ?,"
            + " replayed_saga_id = ? where id = ?",
        time(now),
        by,
        sagaId,
        id);
  }

  /** Nobody needs the letter any more. */
  public void discarded(String id, String reason, String by, Instant now) {
    jdbc.update(
        "update dead_letter set state = 'DISCARDED', discarded_at = ?, discarded_by = ?,"
            + " discard_reason = ? where id = ?",
        time(now),
        by,
        reason,
        id);
  }

  private static Object[] values(DeadLetter letter) {
    return new Object[] {
      letter.id(),
      letter.kind().name(),
      clip(letter.cause()),
      errors(letter.errors()),
      letter.queue(),
      letter.messageId(),
      letter.attempts(),
      letter.history(),
      letter.sagaId(),
      letter.partnerId(),
      letter.size(),
      letter.sha256(),
      time(letter.receivedAt())
    };
  }

  private static String errors(List<FieldFault> faults) {
    ArrayNode errors = EventJson.object().putArray("errors");
    faults.forEach(
        fault -> errors.addObject().put("field", fault.field()).put("message", fault.message()));
    return EventJson.text(errors);
  }
}
