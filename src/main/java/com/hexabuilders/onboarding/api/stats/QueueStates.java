package com.hexabuilders.onboarding.api.stats;

import java.util.Collection;
import java.util.Map;

/** Port: asks the broker what waits in its queues, and who reads them. */
public interface QueueStates {

  /**
   * One queue.
   *
   * @param messages that nobody has acknowledged
   * @param inHand those of them that a reader has
   * @param readers of all instances
   */
  record QueueState(long messages, long inHand, long readers) {}

  /**
   * The state of each of these queues. While the broker does not answer, or if it tells no such
   * numbers, there is none. Must return within a second.
   */
  Map<String, QueueState> of(Collection<String> queues);
}
