package com.hexabuilders.onboarding.recruitment;

/** Where a setup stands. */
enum SetupState {
  ENABLED,
  WITHDRAWN
}
