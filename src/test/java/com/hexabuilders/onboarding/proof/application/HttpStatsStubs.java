package com.hexabuilders.onboarding.proof.application;

import static org.mockito.Mockito.mock;

import com.hexabuilders.onboarding.api.stats.QueueStates;
import com.hexabuilders.onboarding.saga.database.LongestTransaction;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import com.hexabuilders.onboarding.saga.tally.Tally;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What numbers over all sagas are made of, for the HTTP edge alone: nothing is declared. */
@Import(LongestTransaction.class)
class HttpStatsStubs {

  @Bean
  Definitions definitions() {
    return mock(Definitions.class);
  }

  @Bean
  StepPatience stepPatience() {
    return mock(StepPatience.class);
  }

  @Bean
  Tally tally() {
    return mock(Tally.class);
  }

  @Bean
  QueueStates queueStates() {
    return queues -> Map.of();
  }
}
