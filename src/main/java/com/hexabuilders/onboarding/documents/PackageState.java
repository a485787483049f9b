package com.hexabuilders.onboarding.documents;

/** Where a package stands: the undo reopens an approved one and cancels one under review. */
enum PackageState {
  UNDER_REVIEW,
  APPROVED,
  REJECTED,
  REOPENED,
  CANCELLED
}
