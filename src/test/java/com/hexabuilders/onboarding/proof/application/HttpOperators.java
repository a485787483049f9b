package com.hexabuilders.onboarding.proof.application;

import com.hexabuilders.onboarding.saga.Participation;
import com.hexabuilders.onboarding.saga.operator.ActReply;
import com.hexabuilders.onboarding.saga.operator.PartnerActs;
import com.hexabuilders.onboarding.saga.operator.StepActs;
import org.mockito.Mockito;
import org.springframework.context.annotation.Bean;

/** What operators' requests end at in {@link HttpApp}: nothing is known. */
class HttpOperators {

  @Bean
  StepActs stepActs() {
    StepActs acts = Mockito.mock(StepActs.class);
    Mockito.when(acts.act(Mockito.any())).thenReturn(new ActReply.Unknown("Nothing is known."));
    return acts;
  }

  @Bean
  PartnerActs partnerActs() {
    return Mockito.mock(PartnerActs.class);
  }

  @Bean
  Participation participation() {
    return Mockito.mock(Participation.class);
  }
}
