package com.hexabuilders.onboarding.api.stats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.saga.database.CachedAnswer;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import com.hexabuilders.onboarding.saga.tally.Tally;
import com.hexabuilders.onboarding.saga.tally.TallySpan;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Answers GET /sagas/stats: numbers of all instances, at most a second old unless counting takes
 * long. While the database is away the last numbers stay, and {@code timestamp} says of when.
 */
@Component("statsApi")
class StatsApi {

  private static final List<String> ENDS =
      List.of(SagaStatus.COMPLETED, SagaStatus.FAILED, SagaStatus.COMPENSATED);

  private final Definitions definitions;
  private final SagaCounts counts;
  private final StepStats steps;
  private final CachedAnswer<List<Tally.Count>> tally;

  StatsApi(Definitions definitions, SagaCounts counts, StepStats steps, Tally tally) {
    this.definitions = definitions;
    this.counts = counts;
    this.steps = steps;
    this.tally =
        CachedAnswer.sparing(Duration.ofSeconds(1), Ticker.systemTicker(), List.of(), tally::read);
  }

  /** Answers GET /sagas/stats. */
  public Reply stats() {
    return counts
        .last()
        .map(counted -> Reply.of(200, json(counted)))
        .orElseGet(() -> Problems.unavailable("The database has not counted the sagas yet.", 1));
  }

  private ObjectNode json(SagaCounts.Counted counted) {
    List<SagaCounts.Place> places = counted.places();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("timestamp", counted.at().toString());
    Map<String, Long> byStatus = byStatus(places);
    byStatus.forEach(body.putObject("statuses")::put);
    long all = byStatus.values().stream().mapToLong(Long::longValue).sum();
    long ended = ENDS.stream().mapToLong(byStatus::get).sum();
    body.put("total", all).put("active", all - ended);
    body.put("waiting", waiting(places)).put("finished", ended);
    body.put("success_rate", rate(byStatus.get(SagaStatus.COMPLETED), ended))
        .put("failure_rate", rate(byStatus.get(SagaStatus.FAILED), ended))
        .put("compensation_rate", rate(byStatus.get(SagaStatus.COMPENSATED), ended));
    body.setAll(steps.json(active(places)));
    ObjectNode throughput = body.putObject("throughput");
    fill(throughput.putArray("by_minute"), TallySpan.MINUTE);
    fill(throughput.putArray("by_hour"), TallySpan.HOUR);
    return body;
  }

  /** Every status that a saga may have, in the order in which sagas reach them. */
  private Map<String, Long> byStatus(List<SagaCounts.Place> places) {
    Map<String, Long> byStatus = new LinkedHashMap<>();
    byStatus.put(SagaStatus.INITIATED, 0L);
    definitions.all().stream()
        .map(SagaDefinition::steps)
        .flatMap(List::stream)
        .map(StepDefinition::reaches)
        .forEach(status -> byStatus.put(status, 0L));
    byStatus.put(SagaStatus.COMPENSATING, 0L);
    ENDS.forEach(status -> byStatus.put(status, 0L));
    places.forEach(place -> byStatus.merge(place.status(), place.sagas(), Long::sum));
    return byStatus;
  }

  private static List<SagaCounts.Place> active(List<SagaCounts.Place> places) {
    return places.stream().filter(place -> !SagaStatus.isFinal(place.status())).toList();
  }

  private static long waiting(List<SagaCounts.Place> places) {
    return places.stream()
        .filter(SagaCounts.Place::waiting)
        .mapToLong(SagaCounts.Place::sagas)
        .sum();
  }

  private static Double rate(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }

  /** Spans in which something happened, oldest first. */
  private void fill(ArrayNode array, TallySpan span) {
    Map<Long, Map<String, Long>> spans = new TreeMap<>();
    for (Tally.Count count : tally.get()) {
      if (count.span() == span) {
        spans
            .computeIfAbsent(count.from(), from -> new TreeMap<>())
            .merge(count.what(), count.sagas(), Long::sum);
      }
    }
    spans.forEach(
        (from, counted) -> {
          ObjectNode json = array.addObject();
          json.put("from", Instant.ofEpochSecond(from).toString());
          json.put("started", counted.getOrDefault(Tally.STARTED, 0L));
          json.put("completed", counted.getOrDefault(SagaStatus.COMPLETED, 0L));
          json.put("failed", counted.getOrDefault(SagaStatus.FAILED, 0L));
          json.put("compensated", counted.getOrDefault(SagaStatus.COMPENSATED, 0L));
        });
  }
}
