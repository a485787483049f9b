package com.hexabuilders.onboarding.proof.application;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A collector in memory. */
public final class CollectedSpans implements SpanExporter {

  private final Queue<SpanData> all = new ConcurrentLinkedQueue<>();

  /** Spans of a trace, in the order they were exported. */
  public List<SpanData> of(String traceId) {
    return all.stream().filter(span -> span.getTraceId().equals(traceId)).toList();
  }

  /** Lets go of all spans. */
  public void forget() {
    all.clear();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    all.addAll(spans);
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
