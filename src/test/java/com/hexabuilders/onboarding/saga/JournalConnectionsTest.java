package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void the_driver_adds_no_value_of_a_row_to_its_messages() {
    HikariDataSource pool = limited("jdbc:postgresql://db/onboarding?ssl=true");
    assertThat(pool.getDataSourceProperties()).containsEntry("logServerErrorDetail", "false");
  }

  private static HikariDataSource limited(String address) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(address);
    new JournalConnections(null).postProcessBeforeInitialization(pool, "pool");
    return pool;
  }
}
