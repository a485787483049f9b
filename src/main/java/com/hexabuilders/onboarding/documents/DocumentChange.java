package com.hexabuilders.onboarding.documents;

/**
 * One change of a package's state, or of one of its documents.
 *
 * @param entry position of the document; null for the package itself
 * @param from null for a new one
 */
record DocumentChange(
    String packageId, Integer entry, String sagaId, String from, String to, String reason) {

  static DocumentChange of(PackageRow row, PackageState from, String reason) {
    return new DocumentChange(
        row.packageId(), null, row.sagaId(), name(from), row.state().name(), reason);
  }

  static DocumentChange of(EntryRow row, EntryState from, String reason) {
    return new DocumentChange(
        row.packageId(), row.position(), row.sagaId(), name(from), row.state().name(), reason);
  }

  private static String name(Enum<?> state) {
    return state == null ? null : state.name();
  }
}
