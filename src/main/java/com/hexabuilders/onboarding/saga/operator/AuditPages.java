package com.hexabuilders.onboarding.saga.operator;

import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.hexabuilders.onboarding.saga.ColumnValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Reads the audit page by page, newest first. A page stays the same while entries are added. Each
 * filter has an index in the order of the list, so a page reads what it shows. With several filters
 * it reads what the most selective of them finds.
 */
@Repository
public class AuditPages {

  private final JdbcTemplate jdbc;

  AuditPages(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Where a page ended. */
  public record Place(Instant at, long seq) {

    /** The place of an entry. */
    public static Place of(AuditLog.Entry entry) {
      return new Place(entry.at(), entry.seq());
    }
  }

  private record Term(String column, String comparison, Object value) {}

  /** The place of the entry with this number, empty if there is no such entry. */
  public Optional<Place> place(long seq) {
    return jdbc
        .query(
            "select at from audit where seq = ?",
            (row, n) -> new Place(ColumnValues.instant(row, "at"), seq),
            seq)
        .stream()
        .findFirst();
  }

  /**
   * The newest entries that the filter means.
   *
   * @param after only entries older than this place; null for the first page
   */
  public List<AuditLog.Entry> read(AuditFilter filter, Place after, int limit) {
    List<Object> values = new ArrayList<>();
    String sql = statement(filter, after, limit, values);
    return jdbc.query(sql, AuditLog::read, values.toArray());
  }

  /** The statement of a page; adds its values to the list. */
  static String statement(AuditFilter filter, Place after, int limit, List<Object> values) {
    List<Term> terms = terms(filter);
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    for (Term term : terms) {
      conditions.add(term.column() + term.comparison() + "?");
      values.add(term.value());
    }
    if (after != null) {
      conditions.add("at <= ? and (at < ? or seq < ?)");
      values.addAll(List.of(time(after.at()), time(after.at()), after.seq()));
    }
    return String.format(
        Locale.ROOT,
        "select %s from audit where %s order by %s at desc, seq desc limit %d",
        AuditLog.COLUMNS,
        String.join(" and ", conditions),
        leading(terms),
        limit);
  }

  /** The most selective first. */
  private static List<Term> terms(AuditFilter filter) {
    List<Term> all = new ArrayList<>();
    all.add(new Term("target", " = ", filter.target()));
    all.add(new Term("actor", " = ", filter.actor()));
    all.add(new Term("act", " = ", filter.act()));
    all.add(new Term("outcome", " = ", filter.outcome()));
    all.add(new Term("at", " >= ", time(filter.from())));
    all.add(new Term("at", " < ", time(filter.to())));
    all.removeIf(term -> term.value() == null);
    return all;
  }

  /**
   * A column that has one value does not change the order. H2 takes an index for the order only if
   * all columns of the index are named.
   */
  private static String leading(List<Term> terms) {
    return terms.isEmpty() || terms.get(0).column().equals("at")
        ? ""
        : terms.get(0).column() + " desc,";
  }
}
