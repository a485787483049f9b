package com.hexabuilders.onboarding.proof.application;

import com.hexabuilders.onboarding.api.saga.SagaRows;
import com.hexabuilders.onboarding.saga.Participation;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import com.hexabuilders.onboarding.saga.forecast.ForecastReply;
import com.hexabuilders.onboarding.saga.forecast.Forecasts;
import com.hexabuilders.onboarding.saga.journal.Facts;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import com.hexabuilders.onboarding.saga.operator.ActReply;
import com.hexabuilders.onboarding.saga.operator.PartnerActs;
import com.hexabuilders.onboarding.saga.operator.StepActs;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.mockito.Mockito;
import org.springframework.context.annotation.Bean;

/** What operators' requests end at in {@link HttpApp}, and what they need: nothing is known. */
class HttpOperators {

  @Bean
  StepActs stepActs() {
    StepActs acts = Mockito.mock(StepActs.class);
    Mockito.when(acts.act(Mockito.any())).thenReturn(new ActReply.Unknown("Nothing is known."));
    return acts;
  }

  @Bean
  Forecasts forecasts() {
    Forecasts forecasts = Mockito.mock(Forecasts.class);
    Mockito.when(forecasts.of(Mockito.any())).thenReturn(new ForecastReply.NoSaga());
    return forecasts;
  }

  @Bean
  PartnerActs partnerActs() {
    return Mockito.mock(PartnerActs.class);
  }

  @Bean
  SagaMeters sagaMeters() {
    return Mockito.mock(SagaMeters.class);
  }

  @Bean
  Facts facts(Clock clock) {
    return new Facts(List.of(), clock);
  }

  @Bean
  StoredDefinitions storedDefinitions(DataSource database, Flyway migrated) {
    return SagaRows.definitions(database);
  }

  @Bean
  Participation participation() {
    return Mockito.mock(Participation.class);
  }
}
