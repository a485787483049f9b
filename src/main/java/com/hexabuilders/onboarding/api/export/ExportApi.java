package com.hexabuilders.onboarding.api.export;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.QueryParameters;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.RowSource;
import com.hexabuilders.onboarding.api.act.AuditQuery;
import com.hexabuilders.onboarding.api.act.AuditRows;
import com.hexabuilders.onboarding.api.saga.SagaFilter;
import com.hexabuilders.onboarding.api.saga.SagaQuery;
import com.hexabuilders.onboarding.api.saga.SagaSources;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import com.hexabuilders.onboarding.saga.operator.AuditFilter;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Exports what the lists show, whole: the same rows and fields to the same callers. A parameter
 * that is null or empty does not count. {@code format} is {@code csv} or {@code json}, which is the
 * usual.
 */
@Component("exportApi")
class ExportApi {

  private static final List<Column> SAGAS =
      Column.of(
          "saga_id",
          "partner_id",
          "saga_type",
          "status",
          "current_step",
          "correlation_id",
          "failure_step /failure/step",
          "failure_kind /failure/kind",
          "failure_reason /failure/reason",
          "created_at",
          "updated_at",
          "completed_at");

  private static final List<Column> EVENTS =
      Column.of(
          "saga_id /sagaid",
          "partner_id /subject",
          "seq",
          "event_id /id",
          "type",
          "step",
          "attempt",
          "actor",
          "time",
          "source",
          "correlation_id /correlationid",
          "causation_id /causationid",
          "data");

  private static final List<Column> AUDIT =
      Column.of(
          "seq",
          "at",
          "actor",
          "roles",
          "address",
          "act",
          "target",
          "reason",
          "before",
          "after",
          "outcome",
          "previous_hash",
          "hash");

  private final Exports exports;
  private final SagaSources sagas;
  private final AuditRows audit;
  private final StoredDefinitions definitions;

  ExportApi(Exports exports, SagaSources sagas, AuditRows audit, StoredDefinitions definitions) {
    this.exports = exports;
    this.sagas = sagas;
    this.audit = audit;
    this.definitions = definitions;
  }

  /** Answers GET /exports/sagas; the parameters are those of GET /sagas. */
  public Reply sagas(
      String format, String status, String step, String q, String from, String to, Caller caller) {
    SagaQuery query = new SagaQuery(status, step, q, from, to);
    return ofSagas("sagas", SAGAS, format, query, caller, sagas::sagas);
  }

  /** Answers GET /exports/events: the log entries of the sagas that GET /sagas would show. */
  public Reply events(
      String format, String status, String step, String q, String from, String to, Caller caller) {
    SagaQuery query = new SagaQuery(status, step, q, from, to);
    return ofSagas("events", EVENTS, format, query, caller, sagas::events);
  }

  /** Answers GET /exports/audit; the parameters are those of GET /audit. */
  public Reply audit(
      String format,
      String actor,
      String act,
      String target,
      String outcome,
      String from,
      String to,
      Caller caller) {
    QueryParameters asked = new QueryParameters();
    Form form = form(format, asked);
    AuditFilter filter = new AuditQuery(actor, act, target, outcome, from, to).filter(asked);
    return asked.faults().isEmpty()
        ? exports.reply(new Export("audit", AUDIT, form, asked.query(), audit.all(filter)), caller)
        : Problems.invalid(asked.faults());
  }

  private Reply ofSagas(
      String table,
      List<Column> columns,
      String format,
      SagaQuery query,
      Caller caller,
      Function<SagaFilter, RowSource> source) {
    QueryParameters asked = new QueryParameters();
    Form form = form(format, asked);
    SagaFilter filter = query.filter(asked, definitions, caller, null, null);
    return asked.faults().isEmpty()
        ? exports.reply(
            new Export(table, columns, form, asked.query(), source.apply(filter)), caller)
        : Problems.invalid(asked.faults());
  }

  private static Form form(String format, QueryParameters asked) {
    Form named = asked.read("format", format, "csv or json", Form::of);
    return named == null ? Form.JSON : named;
  }
}
