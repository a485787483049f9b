package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.Act;
import java.util.Set;

/** Lets people change a partner's standing, and erase what it said of itself. */
public interface PartnerActs {

  /** The partner cannot be onboarded until it is reinstated. */
  ActReply suspend(String partnerId, String reason, Act.Actor by);

  /** Ends a suspension. */
  ActReply reinstate(String partnerId, String reason, Act.Actor by);

  /**
   * Everything the partner said of itself is erased, wherever it is kept; for ever.
   *
   * @param letters ids of dead letters of no saga that a person knows to be about the partner
   */
  ActReply erase(String partnerId, Set<String> letters, String reason, Act.Actor by);
}
