package com.hexabuilders.onboarding.telemetry;

import io.opentelemetry.sdk.trace.IdGenerator;

/** Gives the next span of the calling thread the ids it was told; chance has no part in it. */
final class DerivedIds implements IdGenerator {

  private record Ids(String traceId, String spanId) {}

  private final ThreadLocal<Ids> next = new ThreadLocal<>();

  void next(String traceId, String spanId) {
    next.set(new Ids(traceId, spanId));
  }

  @Override
  public String generateTraceId() {
    return next.get().traceId();
  }

  @Override
  public String generateSpanId() {
    return next.get().spanId();
  }
}
