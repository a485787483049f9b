package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader in trouble tells the database. */
class OutageTest {

  private final List<String> heldUp = new ArrayList<>();

  private final Outage.Probe database =
      new Outage.Probe() {
        @Override
        public boolean answers() {
          return true;
        }

        @Override
        public boolean noteHeldUp(String queue) {
          return heldUp.add(queue);
        }
      };

  @Test
  void only_messages_in_hand_are_held_up() throws Exception {
    Outage outage = new Outage("queue", database);
    outage.waitForBetterTimes(new JMSException("No broker."), false, () -> true);
    assertThat(heldUp).isEmpty();
    outage.waitForBetterTimes(new JMSException("The commit failed."), true, () -> true);
    assertThat(heldUp).containsExactly("queue");
  }
}
