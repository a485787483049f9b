package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The openings of a file when a driver breaks in the middle of one, or takes long. */
class OpeningsTest {

  private static final String ADDRESS = "jdbc:openings-test:";

  private final Driver driver = mock(Driver.class);
  private final Openings openings = new Openings(new DriverManagerDataSource(ADDRESS), () -> {});

  @BeforeEach
  void register() throws SQLException {
    DriverManager.registerDriver(driver);
  }

  @AfterEach
  void forget() throws SQLException {
    DriverManager.deregisterDriver(driver);
  }

  @Test
  void leave_no_connection_open_when_the_driver_breaks_before_the_header_is_written()
      throws SQLException {
    Connection breaking = mock(Connection.class);
    when(breaking.unwrap(any())).thenThrow(new IllegalStateException("broken"));
    when(driver.connect(any(), any())).thenReturn(breaking);

    assertThatThrownBy(() -> openings.connect(0)).isInstanceOf(ClosedDatabase.class);
    verify(breaking).close();
    assertThat(openings.isCurrent(0)).as("the opening ended").isFalse();
  }

  @Test
  void let_connections_of_an_older_opening_leave_while_the_file_is_opened() throws Exception {
    openings.lost(new IllegalStateException("full"), 0);
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    when(driver.connect(any(), any()))
        .thenAnswer(
            call -> {
              opening.countDown();
              assertThat(left.await(20, TimeUnit.SECONDS)).as("the older one left").isTrue();
              return notOfH2();
            });
    Thread leaving =
        new Thread(
            () -> {
              awaitQuietly(opening);
              openings.leaves(0);
              left.countDown();
            });
    leaving.start();
    openings.connect(1);
    leaving.join();
  }

  private static Connection notOfH2() throws SQLException {
    Connection connection = mock(Connection.class);
    when(connection.unwrap(any())).thenThrow(new SQLException("not of H2"));
    return connection;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
