package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import com.hexabuilders.onboarding.saga.definition.StepSettings;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import com.hexabuilders.onboarding.saga.step.StepFailures;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the error routes hand to the journal when a message keeps breaking. */
class StepErrorsTest {

  private static final Delivery MESSAGE = new Delivery("two", "message-1", false, "{}", null);
  private static final String ROUTES =
      """
      - route:
          id: forward
          routeConfigurationId: step-errors
          from: {uri: "direct:forward", steps: [{bean: {ref: work, method: "work()"}}]}
      - route:
          id: undo
          routeConfigurationId: undo-errors
          from: {uri: "direct:undo", steps: [{bean: {ref: work, method: "work()"}}]}
      - route:
          id: start
          routeConfigurationId: start-errors
          from: {uri: "direct:start", steps: [{bean: {ref: work, method: "work()"}}]}
      - route:
          id: announce
          from: {uri: "direct:announce", steps: [{setHeader: {name: sent, simple: "${body}"}}]}
      """;

  private final StepBroke broke = StepBroke.tookTooLong();
  private final StepFailures failures = mock(StepFailures.class);
  private final Definitions definitions = mock(Definitions.class);
  private final StepPatience patience = mock(StepPatience.class);
  private final Announcements toSend = new Announcements(List.of(), List.of());
  private final CamelContext camel = new DefaultCamelContext();
  private int calls;

  /** A participant's work that always breaks. */
  public final class Work {
    public void work() {
      calls++;
      throw broke;
    }
  }

  @BeforeEach
  void start() throws Exception {
    StepSettings settings = mock(StepSettings.class);
    when(settings.immediateRetries()).thenReturn(2);
    when(definitions.findStepReading("two")).thenReturn(Optional.of("two"));
    when(patience.step("two")).thenReturn(settings);
    when(patience.undo("two")).thenReturn(settings);
    when(failures.stepBroke(anyString(), any(), anyInt(), any())).thenReturn(toSend);
    when(failures.undoBroke(anyString(), any(), anyInt(), any())).thenReturn(toSend);
    when(failures.startBroke(any(), any())).thenReturn(toSend);
    camel.getRegistry().bind("work", new Work());
    camel
        .getRegistry()
        .bind(
            "retries",
            new ImmediateRetries(
                definitions, patience, failures, mock(Announcer.class), mock(SagaMeters.class)));
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            ResourceHelper.fromString("routes.yaml", ROUTES),
            PluginHelper.getResourceLoader(camel)
                .resolveResource("classpath:routes/errors.camel.yaml"));
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void a_step_is_called_as_often_as_it_allows_and_then_handed_over_with_what_broke() {
    Exchange exchange = send("direct:forward", 1, false);

    assertThat(calls).isEqualTo(3);
    verify(failures).stepBroke(eq("two"), same(MESSAGE), eq(3), same(broke));
    assertHandledAndSent(exchange);
  }

  @Test
  void a_step_is_not_called_again_when_the_same_cause_has_broken_its_neighbours() {
    send("direct:forward", 1, true);

    assertThat(calls).isEqualTo(1);
    verify(failures).stepBroke(eq("two"), same(MESSAGE), eq(1), same(broke));
  }

  @Test
  void an_undo_has_its_own_budget() {
    Exchange exchange = send("direct:undo", 1, false);

    assertThat(calls).isEqualTo(3);
    verify(failures).undoBroke(eq("two"), same(MESSAGE), eq(3), same(broke));
    assertHandledAndSent(exchange);
  }

  @Test
  void a_start_is_given_up_after_three_calls() {
    Exchange exchange = send("direct:start", 1, false);

    assertThat(calls).isEqualTo(3);
    verify(failures).startBroke(same(MESSAGE), same(broke));
    assertHandledAndSent(exchange);
  }

  @Test
  void a_batch_that_broke_goes_back_to_its_consumer_untouched() {
    Exchange exchange = send("direct:forward", 2, false);

    assertThat(calls).isEqualTo(1);
    assertThat(exchange.getException()).isSameAs(broke);
    verifyNoInteractions(failures);
  }

  private Exchange send(String route, int batchSize, boolean sameCauseAgain) {
    Exchange exchange =
        ExchangeBuilder.anExchange(camel)
            .withBody(List.of(MESSAGE))
            .withHeader(JmsBatchConsumer.BATCH_SIZE, batchSize)
            .withHeader(JmsBatchConsumer.SAME_CAUSE_AGAIN, sameCauseAgain)
            .build();
    return camel.createProducerTemplate().send(route, exchange);
  }

  private void assertHandledAndSent(Exchange exchange) {
    assertThat(exchange.getException()).isNull();
    assertThat(exchange.getMessage().getBody()).isSameAs(toSend);
    assertThat(exchange.getMessage().getHeaders()).containsKey("sent");
  }
}
