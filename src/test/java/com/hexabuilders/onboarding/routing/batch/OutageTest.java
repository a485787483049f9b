package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader in trouble tells the database. */
class OutageTest {

  @Test
  void only_messages_in_hand_are_held_up() throws Exception {
    List<Boolean> heldUp = new ArrayList<>();
    Outage outage = new Outage("queue", (queue, held) -> heldUp.add(held));
    outage.waitForBetterTimes(new JMSException("No broker."), false, () -> true);
    outage.waitForBetterTimes(new JMSException("The commit failed."), true, () -> true);

    assertThat(heldUp).containsExactly(false, true);
  }
}
