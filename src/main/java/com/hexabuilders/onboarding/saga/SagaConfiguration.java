package com.hexabuilders.onboarding.saga;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Beans of this room that Spring does not find by itself. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SagaSettings.class)
class SagaConfiguration {

  @Bean
  DatabaseClock clock(JdbcTemplate jdbc, SagaSettings settings) {
    return new DatabaseClock(jdbc, settings.sweeper().longestPause());
  }
}
