package com.hexabuilders.onboarding.routing.broker;

import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.MB;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import java.nio.file.Path;
import java.util.ArrayList;
import org.apache.activemq.broker.region.Queue;
import org.apache.activemq.command.ActiveMQQueue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The broker looks for expired messages every 30 seconds, also in queues that nobody reads. It
 * takes a page of them into its memory, however large they are. Full memory stops every step.
 */
class LargeBacklogTest {

  private static final int MESSAGES = 30;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "partner-onboarding.dead-letter",
        "partner-onboarding.start",
        "partner-onboarding.completion",
        "ActiveMQ.DLQ",
        "others"
      })
  void a_look_for_expired_messages_takes_few_of_them_into_memory(String name) throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection connection = fixture.connect()) {
      ActiveMQQueue destination = new ActiveMQQueue(name);
      for (int i = 0; i < MESSAGES; i++) {
        BrokerFixture.send(connection, destination, MB);
      }
      Queue queue = (Queue) fixture.broker.service().getDestination(destination);
      queue.doBrowse(new ArrayList<>(), queue.getMaxExpirePageSize());
      assertThat(queue.getMemoryUsage().getUsage()).isLessThan(20L * MB);
    }
  }
}
