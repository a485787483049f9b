package com.hexabuilders.onboarding.documents;

/** Where one document of a package stands. */
enum EntryState {
  UNDER_REVIEW,
  VERIFIED,
  REJECTED
}
