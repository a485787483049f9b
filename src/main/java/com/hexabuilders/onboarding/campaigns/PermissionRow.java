package com.hexabuilders.onboarding.campaigns;

/** A permission as it stands; {@code sagaId} names the saga that made this state. */
record PermissionRow(
    String permissionId,
    String partnerId,
    String sagaId,
    CampaignPlan plan,
    PermissionState state,
    CampaignLimits limits,
    String currency) {

  PermissionRow revoked() {
    return new PermissionRow(
        permissionId, partnerId, sagaId, plan, PermissionState.REVOKED, limits.zero(), currency);
  }
}
