package com.hexabuilders.onboarding.saga;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Who keeps the partners' states and data; what changes them is called inside the transaction that
 * audits the act.
 */
public interface PartnerStanding {

  /** The partner's state, locked until the transaction ends; empty if there is no such partner. */
  Optional<String> state(String partnerId);

  /**
   * States as they are at the moment, by partner and without a lock; who is unknown is left out.
   */
  Map<String, String> states(Collection<String> partnerIds);

  /** The saga by which each of these partners is live, without a lock; others are left out. */
  Map<String, String> liveBy(Collection<String> partnerIds);

  /** Suspends a live partner; false, and nothing is changed, if it is not live. */
  boolean suspend(String partnerId, String reason);

  /** Ends a suspension; false, and nothing is changed, if the partner is not suspended. */
  boolean reinstate(String partnerId, String reason);

  /** What the partner said of itself; empty if it is erased, or there is no such partner. */
  Optional<PartnerWords> words(String partnerId);
}
