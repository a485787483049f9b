package com.hexabuilders.onboarding.documents;

import java.time.LocalDate;

/**
 * A document of a package, by its metadata; format, size and expiry are null where none was given.
 *
 * @param format lower case, without a dot
 * @param manual whether a person has to look at it
 */
record PresentedDocument(
    DocumentType type, String format, Long sizeBytes, LocalDate expiresOn, boolean manual) {

  /** One that counts as presented and valid because the caller presented none at all. */
  static PresentedDocument taken(DocumentType type) {
    return new PresentedDocument(type, null, null, null, false);
  }
}
