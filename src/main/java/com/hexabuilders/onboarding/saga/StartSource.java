package com.hexabuilders.onboarding.saga;

/** How a start came. */
public enum StartSource {
  REST,
  QUEUE
}
