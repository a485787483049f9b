package com.hexabuilders.onboarding.proof.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.saga.SagaRows;
import com.hexabuilders.onboarding.intake.RestStarts;
import com.hexabuilders.onboarding.intake.StartReader;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.ParticipantView;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import com.hexabuilders.onboarding.saga.operator.AuditPages;
import com.hexabuilders.onboarding.saga.operator.CompensationReply;
import com.hexabuilders.onboarding.saga.operator.CompensationRequests;
import com.hexabuilders.onboarding.saga.operator.Disclosures;
import com.hexabuilders.onboarding.saga.operator.ManagementActs;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.component.activemq6.springboot.ActiveMQComponentAutoConfiguration;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/**
 * The HTTP edge alone: routes, filters and reads, with stubs where sagas are changed. No component
 * on purpose, or the scan of the whole application would find it.
 */
@EnableAutoConfiguration(exclude = ActiveMQComponentAutoConfiguration.class)
@ComponentScan({
  "com.hexabuilders.onboarding.api",
  "com.hexabuilders.onboarding.management",
  "com.hexabuilders.onboarding.routing.http",
  "com.hexabuilders.onboarding.security"
})
@Import({
  StartReader.class,
  HttpLetterStubs.class,
  HttpStatsStubs.class,
  HttpOperators.class,
  AuditLog.class,
  AuditPages.class,
  RunningTransactions.class,
  Disclosures.class,
  ManagementActs.class
})
public class HttpApp {

  /** What the stubs answer, and what they were asked. */
  public static final class Stubs implements RestStarts, CompensationRequests {
    public final AtomicReference<StartRequest> started = new AtomicReference<>();
    public final AtomicReference<AuditEntry.Actor> actor = new AtomicReference<>();
    public final AtomicReference<String> reason = new AtomicReference<>();
    public Function<StartRequest, StartResult> onStart;
    public Supplier<CompensationReply> onCompensate;

    public void reset() {
      onStart =
          r ->
              new StartResult.Accepted(
                  r.sagaId(), r.partnerId(), r.correlationId(), Instant.EPOCH, false);
      onCompensate = CompensationReply.NotFound::new;
    }

    @Override
    public StartResult start(StartRequest request) {
      started.set(request);
      return onStart.apply(request);
    }

    @Override
    public CompensationReply request(String sagaOrPartnerId, String why, AuditEntry.Actor by) {
      reason.set(why);
      actor.set(by);
      return onCompensate.get();
    }
  }

  @Bean
  Stubs stubs() {
    return new Stubs();
  }

  @Bean
  SeenHeaders seenHeaders() {
    return new SeenHeaders();
  }

  /** A caller who is not known; made once the port is. */
  @Bean
  @Lazy
  HttpCaller httpCaller(@Value("${local.server.port}") int port) {
    return new HttpCaller(port);
  }

  /** Two running sagas, there once the tables are. */
  @Bean
  SagaRows rows(DataSource database, Flyway migrated) {
    SagaRows rows = new SagaRows(database);
    rows.define();
    rows.saga("s-1", "p@1", 0);
    rows.saga("s-2", "p-2", 5);
    return rows;
  }

  /** As precise as the database, as the real one is. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  }

  @Bean
  ParticipantView partnerSection() {
    return view("partner", "nombre");
  }

  @Bean
  ParticipantView contractSection() {
    return view("contract", "contract_type");
  }

  private static ParticipantView view(String section, String field) {
    return new ParticipantView() {
      @Override
      public String section() {
        return section;
      }

      @Override
      public Optional<JsonNode> view(String partnerId) {
        return partnerId.equals("p@1")
            ? Optional.of(JsonNodeFactory.instance.objectNode().put(field, "x"))
            : Optional.empty();
      }

      @Override
      public Optional<JsonNode> revealed(String partnerId) {
        return view(partnerId).map(s -> ((ObjectNode) s).put(field, "revealed"));
      }
    };
  }
}
