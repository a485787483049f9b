package com.hexabuilders.onboarding.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Exports spans and logs when the collector takes none, in one line, at most once a minute. Another
 * line says that it takes them again. The exporter itself would log a stack trace each time.
 */
final class QuietExporter implements SpanExporter {

  private static final Logger LOG = LoggerFactory.getLogger(QuietExporter.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final SpanExporter exporter;
  private final String collector;
  private final LongSupplier nanoTime;
  private boolean isAway;
  private long toldAt;

  /**
   * Tells about an exporter.
   *
   * @param collector host and port, for the log
   */
  QuietExporter(SpanExporter exporter, String collector, LongSupplier nanoTime) {
    this.exporter = exporter;
    this.collector = collector;
    this.nanoTime = nanoTime;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> ended(result));
  }

  private synchronized void ended(CompletableResultCode result) {
    if (result.isSuccess()) {
      if (isAway) {
        LOG.info("The trace collector {} takes spans again.", collector);
      }
      isAway = false;
    } else if (!isAway || nanoTime.getAsLong() - toldAt >= PAUSE.toNanos()) {
      isAway = true;
      toldAt = nanoTime.getAsLong();
      LOG.warn(
          "The trace collector {} takes no spans ({}); they are dropped, and sagas go on.",
          collector,
          reason(result.getFailureThrowable()));
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure == null ? null : NestedExceptionUtils.getMostSpecificCause(failure);
    return cause == null ? "no reason given" : cause.getClass().getSimpleName();
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
