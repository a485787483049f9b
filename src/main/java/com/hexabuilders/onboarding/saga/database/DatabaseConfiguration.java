package com.hexabuilders.onboarding.saga.database;

import com.hexabuilders.onboarding.saga.definition.SagaSettings;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Beans of this room that Spring does not find by itself. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SagaSettings.class)
class DatabaseConfiguration {

  /** Of every room, for each binds text from outside. */
  @Bean
  @ConditionalOnMissingBean(JdbcTemplate.class)
  JdbcTemplate jdbcTemplate(DataSource database) {
    return new CheckedJdbcTemplate(database);
  }

  @Bean
  DatabaseClock clock(JdbcTemplate jdbc, SagaSettings settings) {
    return new DatabaseClock(jdbc, settings.sweeper().longestPause());
  }
}
