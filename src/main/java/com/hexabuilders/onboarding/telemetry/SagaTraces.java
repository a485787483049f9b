package com.hexabuilders.onboarding.telemetry;

import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.journal.FactListener;
import com.hexabuilders.onboarding.saga.state.Fact;
import com.hexabuilders.onboarding.saga.state.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.List;

/**
 * Makes one span per log entry of a saga, as a child of the entry that caused it. A link names the
 * entry before where that is another one (a call after a wait).
 *
 * <p>One saga is one trace, whoever handles it and however long it takes, because all ids are
 * derived. Nothing is open between two entries. Spans wait in a bounded queue and are dropped when
 * it is full: sagas never wait for a collector.
 */
final class SagaTraces implements FactListener, AutoCloseable {

  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  private final DerivedIds ids = new DerivedIds();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /** With null for an exporter it listens to nothing and has no thread. */
  SagaTraces(SpanExporter exporter) {
    provider =
        exporter == null
            ? null
            : SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setSampler(Sampler.alwaysOn()) // whether a trace is kept is said by its flag
                .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(500).build())
                .setResource(
                    Resource.getDefault()
                        .merge(
                            Resource.create(Attributes.of(SERVICE, SagaType.ONBOARDING.address()))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    tracer = provider == null ? null : provider.get("com.hexabuilders.onboarding");
  }

  @Override
  public boolean listens() {
    return tracer != null;
  }

  @Override
  public void told(List<Fact> facts, Instant at) {
    for (Fact fact : facts) {
      if (fact instanceof Fact.Logged entry && entry.trace().sampled()) {
        span(entry, at);
      }
    }
  }

  @Override
  public void close() {
    if (provider != null) {
      provider.close();
    }
  }

  private void span(Fact.Logged entry, Instant committed) {
    String traceId = entry.trace().traceId();
    SpanBuilder builder =
        tracer
            .spanBuilder(entry.step() == null ? entry.type() : entry.type() + " " + entry.step())
            .setParent(parent(entry))
            .setSpanKind(entry.causationId() == null ? SpanKind.SERVER : SpanKind.CONSUMER)
            .setStartTimestamp(entry.recordedAt())
            .setAllAttributes(SpanAttributes.of(entry));
    String previous = entry.previousId();
    if (previous != null && !previous.equals(entry.causationId())) {
      builder.addLink(context(traceId, TraceParent.spanOf(previous)));
    }
    ids.next(traceId, TraceParent.spanOf(entry.eventId()));
    Span span = builder.startSpan();
    if (entry.isError()) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(committed.isBefore(entry.recordedAt()) ? entry.recordedAt() : committed);
  }

  private static Context parent(Fact.Logged entry) {
    String traceId = entry.trace().traceId();
    if (entry.causationId() != null) {
      return at(context(traceId, TraceParent.spanOf(entry.causationId())));
    }
    return entry.hasOwnTrace() ? Context.root() : at(context(traceId, entry.trace().spanId()));
  }

  private static Context at(SpanContext context) {
    return Context.root().with(Span.wrap(context));
  }

  private static SpanContext context(String traceId, String spanId) {
    return SpanContext.createFromRemoteParent(
        traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
  }
}
