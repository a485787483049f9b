package com.hexabuilders.onboarding.api;

import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.WireLimits;

/** What the guards before the API know of it, besides callers and replies. */
public final class RestContract {

  /** Where a POST starts a saga. */
  public static final String START = "/sagas/" + SagaType.ONBOARDING.address();

  /** Where addresses begin whose answers may last long. */
  public static final String EXPORTS = "/exports/";

  /** Bytes of the largest body of a request. */
  public static final int BODY_BYTES = WireLimits.BYTES;

  private RestContract() {}
}
