package com.hexabuilders.onboarding.proof.application;

import static org.mockito.Mockito.mock;

import com.hexabuilders.onboarding.saga.deadletter.LetterActs;
import com.hexabuilders.onboarding.saga.deadletter.ReplayBatches;
import com.hexabuilders.onboarding.saga.operator.Restarts;
import org.springframework.context.annotation.Bean;

/** Stubs of what operators may do with dead letters, for the HTTP edge alone. */
class HttpLetterStubs {

  @Bean
  LetterActs letterActs() {
    return mock(LetterActs.class);
  }

  @Bean
  ReplayBatches replayBatches() {
    return mock(ReplayBatches.class);
  }

  @Bean
  Restarts restarts() {
    return mock(Restarts.class);
  }
}
