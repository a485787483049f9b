package com.hexabuilders.onboarding.saga.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** How connections to PostgreSQL are set. */
class JournalConnectionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preferQueryMode=simple",
        "ssl=true&preferQueryMode=simple",
        "allowEncodingChanges=true"
      })
  void an_address_that_changes_how_values_are_sent_is_refused(String query) {
    assertThatThrownBy(() -> limited("jdbc:postgresql://db/onboarding?" + query))
        .hasMessageContaining("spring.datasource.url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"options=-c%20search_path=x", "ssl=true&options=-c%20a=b", "options"})
  void an_address_whose_options_would_replace_the_time_limits_is_refused(String query) {
    assertThatThrownBy(() -> limited("jdbc:postgresql://db/onboarding?" + query))
        .hasMessageContaining("spring.datasource.url must not set options")
        .hasMessageContaining("alter role <user> set search_path");
  }

  @Test
  void options_beside_the_address_are_refused_too() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl("jdbc:postgresql://db/onboarding");
    pool.addDataSourceProperty("options", "-c search_path=x");
    assertThatThrownBy(() -> limited(pool)).hasMessageContaining("data-source-properties must not");
  }

  @Test
  void the_driver_adds_no_value_of_a_row_to_its_messages() {
    HikariDataSource pool = limited("jdbc:postgresql://db/onboarding?ssl=true");
    assertThat(pool.getDataSourceProperties()).containsEntry("logServerErrorDetail", "false");
  }

  /** Else the watchdog of batches would take a wait for a lock for a message that hangs. */
  @ParameterizedTest
  @CsvSource({"2s, 1000", "10s, 5000", "1h, 5000"})
  void a_lock_is_waited_for_at_most_half_as_long_as_a_batch_may_take(String batch, String limit) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl("jdbc:postgresql://db/onboarding");
    var environment = new MockEnvironment().withProperty("onboarding.transaction.max", batch);
    new JournalConnections(null, environment).postProcessBeforeInitialization(pool, "pool");

    assertThat(pool.getDataSourceProperties().getProperty("options"))
        .startsWith("-c lock_timeout=" + limit + " ");
  }

  private static HikariDataSource limited(String address) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(address);
    return limited(pool);
  }

  private static HikariDataSource limited(HikariDataSource pool) {
    new JournalConnections(null, new MockEnvironment())
        .postProcessBeforeInitialization(pool, "pool");
    return pool;
  }
}
