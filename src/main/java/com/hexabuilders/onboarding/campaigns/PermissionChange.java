package com.hexabuilders.onboarding.campaigns;

/** One change of a permission's state; {@code from} is null for a new permission. */
record PermissionChange(
    String permissionId, String sagaId, PermissionState from, PermissionState to, String reason) {}
