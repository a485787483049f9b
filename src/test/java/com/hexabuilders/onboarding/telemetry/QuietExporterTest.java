package com.hexabuilders.onboarding.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;

/** What the log says while nobody takes the spans. */
@ExtendWith(OutputCaptureExtension.class)
class QuietExporterTest {

  private final AtomicLong now = new AtomicLong();
  private SpanExporter real = exporterToNobody();

  @Test
  void an_absent_collector_is_one_line_a_minute(CapturedOutput output) {
    try (SpanExporter exporter = new QuietExporter(delegate(), "127.0.0.1:4318", now::get)) {
      for (int i = 0; i < 3; i++) {
        assertThat(export(exporter).isSuccess()).isFalse();
      }
      assertThat(lines(output, "takes no spans (")).isEqualTo(1);
      now.addAndGet(Duration.ofSeconds(61).toNanos());
      export(exporter);
      assertThat(lines(output, "127.0.0.1:4318 takes no spans")).isEqualTo(2);
      real = SpanExporter.composite();
      export(exporter);
      export(exporter);
      assertThat(lines(output, "takes spans again")).isEqualTo(1);
    }
  }

  @Test
  void the_exporters_own_stack_traces_are_off() {
    YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
    settings.setResources(new ClassPathResource("application.yaml"));
    assertThat(settings.getObject().getProperty("logging.level.io.opentelemetry.exporter.internal"))
        .isIn("off", "false");
  }

  private static CompletableResultCode export(SpanExporter exporter) {
    return exporter.export(List.of()).join(10, TimeUnit.SECONDS);
  }

  private static long lines(CapturedOutput output, String text) {
    return output.getAll().lines().filter(line -> line.contains(text)).count();
  }

  private SpanExporter delegate() {
    return new SpanExporter() {
      @Override
      public CompletableResultCode export(Collection<SpanData> spans) {
        return real.export(spans);
      }

      @Override
      public CompletableResultCode flush() {
        return real.flush();
      }

      @Override
      public CompletableResultCode shutdown() {
        return real.shutdown();
      }
    };
  }

  private static SpanExporter exporterToNobody() {
    try (ServerSocket nobody = new ServerSocket(0)) {
      return OtlpHttpSpanExporter.builder()
          .setEndpoint("http://127.0.0.1:" + nobody.getLocalPort() + "/v1/traces")
          .setTimeout(Duration.ofSeconds(2))
          .setRetryPolicy(null)
          .build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
