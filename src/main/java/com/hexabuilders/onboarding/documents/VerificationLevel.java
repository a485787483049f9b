package com.hexabuilders.onboarding.documents;

import static com.hexabuilders.onboarding.documents.DocumentType.BANK_STATEMENT;
import static com.hexabuilders.onboarding.documents.DocumentType.BUSINESS_REGISTRATION;
import static com.hexabuilders.onboarding.documents.DocumentType.FINANCIAL_STATEMENT;
import static com.hexabuilders.onboarding.documents.DocumentType.IDENTITY;
import static com.hexabuilders.onboarding.documents.DocumentType.INSURANCE_CERTIFICATE;
import static com.hexabuilders.onboarding.documents.DocumentType.TAX_CERTIFICATE;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How much a contract of the same name wants to see; each level includes the one before. */
enum VerificationLevel {
  BASIC(IDENTITY),
  STANDARD(IDENTITY, BUSINESS_REGISTRATION),
  PREMIUM(IDENTITY, BUSINESS_REGISTRATION, TAX_CERTIFICATE, BANK_STATEMENT),
  ENTERPRISE(
      IDENTITY,
      BUSINESS_REGISTRATION,
      TAX_CERTIFICATE,
      BANK_STATEMENT,
      FINANCIAL_STATEMENT,
      INSURANCE_CERTIFICATE);

  final List<DocumentType> required;

  VerificationLevel(DocumentType... required) {
    this.required = List.of(required);
  }

  static Optional<VerificationLevel> named(String name) {
    return Arrays.stream(values()).filter(level -> level.name().equals(name)).findFirst();
  }
}
