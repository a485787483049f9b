package com.hexabuilders.onboarding.routing.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.io.EOFException;
import org.junit.jupiter.api.Test;

/** What is said of a broker that did not do what was asked. */
class BrokerFailuresTest {

  /** A broker closes the connection right after its refusal, which may not arrive then. */
  @Test
  void a_connection_that_was_closed_may_be_a_refusal() {
    JMSException closed = new JMSException("closed");
    closed.initCause(new EOFException());
    assertThat(BrokerFailures.sentence("tcp://broker:61616", closed, BrokerFailures.COMMAND_LINE))
        .contains("closed the connection: it refuses this user", "--user and")
        .doesNotContain("null");
  }
}
