package com.hexabuilders.onboarding.proof.application;

import com.hexabuilders.onboarding.saga.Participants;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application on its embedded broker and a database in memory, with {@link
 * ChaosParticipants} before the real ones. All tests so marked share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CamelSpringBootTest
@ContextConfiguration(initializers = WithManagement.class)
@Tag("application")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "onboarding.data-dir=target/whole-application-${test.fork:1}",
      "onboarding.broker.listen=",
      "management.prometheus.metrics.export.enabled=true",
      "onboarding.sweeper.period=100ms",
      "onboarding.transaction.max=2s",
      "onboarding.shutdown.drain=0s",
      "onboarding.steps.contract_creation.consumers=2",
      "onboarding.steps.default.backoff=200ms",
      "onboarding.steps.default.undo.backoff=200ms",
      "onboarding.steps.recruitment_setup.on-exhausted=suspend",
      "onboarding.steps.recruitment_setup.delayed-retries=0",
      "onboarding.steps.recruitment_setup.undo.delayed-retries=0",
      "spring.datasource.url=jdbc:h2:mem:whole;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
          + ";DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
    })
@Import(WholeApplication.Chaos.class)
public @interface WholeApplication {

  /** Puts chaos before the participants, collects spans, and acts as an operator. */
  @TestConfiguration
  class Chaos {
    @Bean
    @Primary
    ChaosParticipants chaos(@Qualifier("routedParticipants") Participants real) {
      return new ChaosParticipants(real);
    }

    /** Asked for by tests, when the port is known. */
    @Bean
    @Lazy
    OperatorClient operator(@Value("${local.server.port}") int port) {
      return new OperatorClient(port);
    }

    @Bean
    CollectedSpans collectedSpans() {
      return new CollectedSpans();
    }
  }
}
