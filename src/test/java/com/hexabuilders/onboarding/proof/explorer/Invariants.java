package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.proof.stories.Faults;
import com.hexabuilders.onboarding.proof.stories.LoggedSaga;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What must be true at any moment (I1 each effect net 0 or 1, I2 undo strictly reverse, I3 final
 * once, I4 every unfinished saga has a due time, I5 row = fold of the log) and at the end of a cell
 * (I6 nothing accepted is missing or ended otherwise, and observers were told everything).
 */
final class Invariants {

  private static final Pattern SENTENCE = Pattern.compile("\\[(I\\d .*)\\]", Pattern.DOTALL);
  private static final Set<String> FINAL = Set.of("COMPLETED", "FAILED", "COMPENSATED");

  private final JdbcTemplate jdbc;
  private final Observers observers;
  private final KeptTexts texts;
  private final Set<String> known = new HashSet<>();

  Invariants(Stage stage) {
    jdbc = stage.jdbc;
    observers = stage.observers();
    texts = new KeptTexts(jdbc);
  }

  /** What is wrong in the tables now and was not before. */
  List<Violation> always() {
    List<Violation> found = new ArrayList<>();
    Faults.SQL.forEach(
        (sentence, sql) ->
            jdbc.queryForList(sql).forEach(row -> add(found, sentence + ": " + row)));
    logs().forEach((id, saga) -> check(id, saga, found));
    return found;
  }

  private void check(String id, LoggedSaga saga, List<Violation> found) {
    try {
      saga.check();
    } catch (AssertionError e) {
      Matcher sentence = SENTENCE.matcher(e.getMessage());
      String text = sentence.find() ? sentence.group(1) : "I5 " + e.getMessage();
      if (known.add(text.substring(0, 2) + id)) {
        found.add(Violation.of(text.lines().findFirst().orElseThrow()));
      }
    }
  }

  private void add(List<Violation> found, String sentence) {
    if (known.add(sentence)) {
      found.add(Violation.of(sentence));
    }
  }

  private Map<String, LoggedSaga> logs() {
    Map<String, LoggedSaga> sagas = new LinkedHashMap<>();
    jdbc.query(
        """
        select s.saga_id, s.status, s.log_seq, l.seq, l.type, l.step_name
        from saga s join saga_log l on l.saga_id = s.saga_id order by s.saga_id, l.seq
        """,
        row -> {
          String id = row.getString(1);
          String status = row.getString(2);
          int newest = row.getInt(3);
          sagas
              .computeIfAbsent(id, key -> new LoggedSaga(key, status, newest))
              .add(row.getInt(4), row.getString(5), row.getString(6));
        });
    return sagas;
  }

  /** Whether a cell has come to its end. */
  boolean isOver(Cast cast) {
    return ends(cast).isEmpty();
  }

  /** What is wrong with the end of a cell. */
  List<Violation> ends(Cast cast) {
    List<Violation> found = new ArrayList<>();
    for (Role role : cast.roles()) {
      String partner = role.partner(cast.cell());
      if (role.end == null) {
        letterOf(partner, found);
      } else {
        endOf(partner, role.end, found);
      }
    }
    found.addAll(texts.lost(cast.cell()));
    jdbc
        .queryForList(
            "select l.event_id, l.type from saga_log l join saga s on s.saga_id = l.saga_id"
                + " where s.partner_id like ? and l.announced",
            cast.cell() + "-%")
        .stream()
        .filter(event -> !observers.know((String) event.get("event_id")))
        .forEach(event -> found.add(Violation.of("I6 observers were not told: " + event)));
    return found;
  }

  /** The attempt of a call that hung, which its saga's log has to tell of. */
  List<Violation> attempts(Cast cast) {
    int noted =
        jdbc.queryForObject(
            "select count(*) from saga_log l join saga s on s.saga_id = l.saga_id"
                + " where s.partner_id like ? and l.type = 'StepRetryScheduled'",
            Integer.class,
            cast.cell() + "-%");
    return noted > 0
        ? List.of()
        : List.of(Violation.of("I6 the attempt of a hung call is missing in " + cast.cell()));
  }

  /**
   * Retries and time-outs of sagas whose participants were well, so that only an outage can be why.
   */
  List<Violation> retries(Cast cast) {
    List<Violation> found = new ArrayList<>();
    for (Role role : cast.roles()) {
      if (role.isWell()) {
        jdbc.queryForList(
                "select l.type, l.step_name from saga_log l join saga s on s.saga_id = l.saga_id"
                    + " where s.partner_id = ?"
                    + " and l.type in ('StepRetryScheduled', 'StepExhausted', 'StepTimedOut')",
                role.partner(cast.cell()))
            .forEach(
                row -> found.add(Violation.of("I6 an outage was taken for a failure: " + row)));
      }
    }
    return found;
  }

  /** Dead letters that no role explains. */
  List<Violation> letters() {
    List<Violation> found = new ArrayList<>();
    jdbc.queryForList(
            """
            select kind, cause, queue, partner_id from dead_letter d
            where kind = 'MALFORMED'
                and not exists (select 1 from personal_data p where p.subject_id = d.id)
              or kind not in ('EXHAUSTED', 'MALFORMED', 'EXPIRED')
              or kind = 'EXHAUSTED' and queue <> 'ActiveMQ.DLQ' and (partner_id is null
                or partner_id not like '%-exhausted' and partner_id not like '%-suspended')
            """)
        .forEach(letter -> add(found, "I6 a message was given up: " + letter));
    return found;
  }

  private void endOf(String partner, String end, List<Violation> found) {
    List<String> statuses =
        jdbc.queryForList("select status from saga where partner_id = ?", String.class, partner);
    if (statuses.size() != 1) {
      found.add(Violation.of("I6 %s has %d sagas".formatted(partner, statuses.size())));
    } else if (!FINAL.contains(statuses.get(0))) {
      found.add(Violation.of("I4 %s is stuck as %s".formatted(partner, statuses.get(0))));
    } else if (!statuses.get(0).equals(end)) {
      found.add(Violation.of("I6 %s ended as %s".formatted(partner, statuses.get(0))));
    }
  }

  private void letterOf(String partner, List<Violation> found) {
    int letters =
        jdbc.queryForObject(
            "select count(*) from dead_letter d join personal_data p on p.subject_id = d.id"
                + " where p.content like ?",
            Integer.class,
            "%" + partner + "%");
    if (letters != 1) {
      found.add(Violation.of("I6 %s has %d dead letters".formatted(partner, letters)));
    }
  }
}
