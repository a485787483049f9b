package com.hexabuilders.onboarding.documents;

/** One document of a package as it stands; {@code position} counts from 1. */
record EntryRow(
    String packageId, int position, String sagaId, PresentedDocument document, EntryState state) {

  EntryRow in(EntryState next) {
    return new EntryRow(packageId, position, sagaId, document, next);
  }
}
