package com.hexabuilders.onboarding.api.saga;

import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads lists of sagas page by page, newest first. */
@Repository
class SagaPages {

  private static final String LEAST_UUID = "00000000-0000-0000-0000-000000000000";
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final JdbcClient jdbc;

  SagaPages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Up to one saga more than the filter's limit: the one too many tells that there is a next page.
   */
  List<SagaRow> read(SagaFilter filter) {
    return read(filter, SagaRow.COLUMNS, (row, n) -> SagaRow.read(row));
  }

  /** The same with other columns of the table, which is called {@code s}. */
  <T> List<T> read(SagaFilter filter, String columns, RowMapper<T> reader) {
    List<Object> values = new ArrayList<>();
    String sql =
        String.format(
            Locale.ROOT,
            "select %s from saga s where %s order by s.created_at desc, s.saga_id desc limit %d",
            columns,
            where(filter, values),
            filter.limit() + 1);
    return jdbc.sql(sql).params(values).query(reader).list();
  }

  private static String where(SagaFilter filter, List<Object> values) {
    List<String> terms = new ArrayList<>(List.of("1 = 1"));
    add(terms, values, statusTerm(filter.status()), filter.status());
    add(terms, values, "s.current_step = ?", filter.step());
    add(terms, values, "s.partner_id = ?", filter.partnerId());
    add(terms, values, "s.started_by = ?", filter.startedBy());
    add(terms, values, "s.created_at >= ?", sql(filter.from()));
    add(terms, values, "s.created_at < ?", sql(filter.to()));
    if (filter.prefix() != null) {
      addPrefix(terms, values, filter.prefix());
    }
    if (filter.after() != null) {
      Object time = sql(filter.after().createdAt());
      terms.add("s.created_at <= ? and (s.created_at < ? or s.saga_id < ?)");
      values.addAll(List.of(time, time, filter.after().sagaId()));
    }
    return String.join(" and ", terms);
  }

  /** Each alternative has an index: a saga's id, which is a UUID, is found between two others. */
  private static void addPrefix(List<String> terms, List<Object> values, String prefix) {
    String like = prefix.replaceAll("[!%_]", "!$0") + "%";
    String alternatives = "s.partner_id like ? escape '!' or s.correlation_id like ? escape '!'";
    values.addAll(List.of(like, like));
    String least = completed(prefix, LEAST_UUID);
    if (UUID.matcher(least).matches()) {
      alternatives += " or s.saga_id between ? and ?";
      values.addAll(List.of(least, completed(prefix, LEAST_UUID.replace('0', 'f'))));
    }
    terms.add("(" + alternatives + ")");
  }

  private static String completed(String prefix, String uuid) {
    return prefix + uuid.substring(Math.min(prefix.length(), uuid.length()));
  }

  /** Final and running sagas are found by different indexes. */
  private static String statusTerm(String status) {
    boolean isFinal = status != null && SagaStatus.isFinal(status);
    return isFinal ? "s.ended_as = ?" : "s.wake_at is not null and s.status = ?";
  }

  private static void add(List<String> terms, List<Object> values, String term, Object value) {
    if (value != null) {
      terms.add(term);
      values.add(value);
    }
  }

  private static Object sql(Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
