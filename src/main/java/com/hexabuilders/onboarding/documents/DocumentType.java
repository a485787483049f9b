package com.hexabuilders.onboarding.documents;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A kind of document, with the formats, size and expiry it must have. */
enum DocumentType {
  IDENTITY(List.of("pdf", "jpg", "jpeg", "png"), 10, true),
  BUSINESS_REGISTRATION(List.of("pdf"), 10, false),
  TAX_CERTIFICATE(List.of("pdf"), 10, true),
  BANK_STATEMENT(List.of("pdf"), 10, false),
  FINANCIAL_STATEMENT(List.of("pdf"), 20, false),
  INSURANCE_CERTIFICATE(List.of("pdf"), 10, true),
  REFERENCE_LETTER(List.of("pdf"), 10, false),
  COMPLIANCE_CERTIFICATE(List.of("pdf"), 10, false);

  private static final long BYTES_IN_MB = 1024 * 1024;

  final List<String> formats;
  final int maxMegabytes;
  final boolean expires;

  DocumentType(List<String> formats, int maxMegabytes, boolean expires) {
    this.formats = formats;
    this.maxMegabytes = maxMegabytes;
    this.expires = expires;
  }

  /** The largest size allowed; 1 MB is 1,048,576 bytes. */
  long maxBytes() {
    return maxMegabytes * BYTES_IN_MB;
  }

  static Optional<DocumentType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
