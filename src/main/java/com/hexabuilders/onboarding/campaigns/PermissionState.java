package com.hexabuilders.onboarding.campaigns;

/** Where a permission stands. */
enum PermissionState {
  ENABLED,
  REVOKED
}
