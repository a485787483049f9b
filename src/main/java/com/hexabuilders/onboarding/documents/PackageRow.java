package com.hexabuilders.onboarding.documents;

/** A package as it stands; {@code sagaId} names the saga that made this state. */
record PackageRow(
    String packageId,
    String partnerId,
    String sagaId,
    VerificationLevel level,
    PackageState state) {

  PackageRow in(PackageState next) {
    return new PackageRow(packageId, partnerId, sagaId, level, next);
  }
}
