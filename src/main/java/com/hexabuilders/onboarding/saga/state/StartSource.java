package com.hexabuilders.onboarding.saga.state;

/** How a start came. */
public enum StartSource {
  REST,
  QUEUE
}
