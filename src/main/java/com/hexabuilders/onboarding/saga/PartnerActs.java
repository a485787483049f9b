package com.hexabuilders.onboarding.saga;

/** Lets people change a partner's standing, whatever its sagas do. */
public interface PartnerActs {

  /** The partner cannot be onboarded until it is reinstated. */
  ActReply suspend(String partnerId, String reason, Act.Actor by);

  /** Ends a suspension. */
  ActReply reinstate(String partnerId, String reason, Act.Actor by);
}
