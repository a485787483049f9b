package com.hexabuilders.onboarding.telemetry;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where spans go; without an exporter none are made. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingSettings.class)
class TelemetryConfiguration {

  @Bean
  @ConditionalOnExpression("!'${onboarding.tracing.endpoint:}'.isBlank()")
  SpanExporter otlpExporter(TracingSettings settings) {
    SpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint())
            .setTimeout(settings.timeout())
            .build();
    URI collector = URI.create(settings.endpoint());
    String port = collector.getPort() < 0 ? "" : ":" + collector.getPort();
    return new QuietExporter(exporter, collector.getHost() + port, System::nanoTime);
  }

  @Bean
  SagaTraces sagaTraces(ObjectProvider<SpanExporter> exporter) {
    return new SagaTraces(exporter.getIfAvailable());
  }
}
