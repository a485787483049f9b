package com.hexabuilders.onboarding.documents;

import static com.hexabuilders.onboarding.TestRoom.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.documents.DocumentDecision.Complete;
import com.hexabuilders.onboarding.documents.DocumentDecision.Refused;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentRulesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

  @ParameterizedTest
  @CsvSource({
    "BASIC,IDENTITY",
    "STANDARD,IDENTITY BUSINESS_REGISTRATION",
    "PREMIUM,IDENTITY BUSINESS_REGISTRATION TAX_CERTIFICATE BANK_STATEMENT",
    "ENTERPRISE,IDENTITY BUSINESS_REGISTRATION TAX_CERTIFICATE BANK_STATEMENT"
        + " FINANCIAL_STATEMENT INSURANCE_CERTIFICATE"
  })
  void takes_what_the_level_requires_as_presented_when_nothing_is_given(
      String contract, String types) {
    for (String data : new String[] {"{}", "{'documents': []}", "{'required_documents': []}"}) {
      Complete complete = (Complete) decide(contract, data);
      assertThat(complete.level().name()).isEqualTo(contract);
      assertThat(complete.documents())
          .extracting(document -> document.type().name())
          .containsExactly(types.split(" "));
      assertThat(complete.needsPerson()).isFalse();
    }
  }

  @Test
  void an_explicit_list_of_required_documents_wins() {
    String data = "{'required_documents': ['REFERENCE_LETTER', 'REFERENCE_LETTER']}";
    Complete complete = (Complete) decide("ENTERPRISE", data);
    assertThat(complete.documents())
        .containsExactly(PresentedDocument.taken(DocumentType.REFERENCE_LETTER));
    assertThat(decide("ENTERPRISE", "{'required_documents': ['SELFIE']}"))
        .isEqualTo(unknown("SELFIE"));
  }

  @Test
  void keeps_the_metadata_of_what_was_presented() {
    String document =
        "{'type': 'IDENTITY', 'format': 'PDF', 'size_bytes': 51200, 'expires_on': '2030-01-01',"
            + " 'review': 'manual'}";
    Complete complete = (Complete) decide("BASIC", presented(document));
    assertThat(complete.documents())
        .containsExactly(
            new PresentedDocument(
                DocumentType.IDENTITY, "pdf", 51_200L, LocalDate.of(2030, 1, 1), true));
    assertThat(complete.needsPerson()).isTrue();
  }

  @Test
  void refuses_what_is_missing() {
    assertThat(decide("STANDARD", presented("{'type': 'IDENTITY', 'expires_on': '2030-01-01'}")))
        .isEqualTo(
            new Refused(
                "Every required document must be presented, and BUSINESS_REGISTRATION is missing."));
  }

  @Test
  void refuses_an_unknown_type() {
    assertThat(decide("BASIC", presented("{'type': 'SELFIE'}"))).isEqualTo(unknown("SELFIE"));
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY,pdf,true",
    "IDENTITY,jpg,true",
    "IDENTITY,JPEG,true",
    "IDENTITY,png,true",
    "IDENTITY,gif,false",
    "BANK_STATEMENT,pdf,true",
    "BANK_STATEMENT,jpg,false",
    "COMPLIANCE_CERTIFICATE,png,false"
  })
  void judges_the_format(String type, String format, boolean sound) {
    assertSound(type, "'format': '" + format + "'", sound, "has format \"" + format + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY,10485760,true",
    "IDENTITY,10485761,false",
    "FINANCIAL_STATEMENT,20971520,true",
    "FINANCIAL_STATEMENT,20971521,false",
    "BANK_STATEMENT,99999999999999999999999,false",
    "BANK_STATEMENT,1e999,false",
    "BANK_STATEMENT,0,true"
  })
  void judges_the_size(String type, String size, boolean sound) {
    assertSound(type, "'size_bytes': " + size, sound, "MB");
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY,2026-03-01,true",
    "IDENTITY,2026-02-28,false",
    "TAX_CERTIFICATE,2020-01-01,false",
    "REFERENCE_LETTER,2026-02-28,false",
    "IDENTITY,soon,false",
    "IDENTITY,+999999999-01-01,false"
  })
  void judges_the_expiry(String type, String date, boolean sound) {
    assertSound(type, "'expires_on': '" + date + "'", sound, "expire");
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY,true",
    "TAX_CERTIFICATE,true",
    "INSURANCE_CERTIFICATE,true",
    "BUSINESS_REGISTRATION,false",
    "BANK_STATEMENT,false",
    "FINANCIAL_STATEMENT,false",
    "REFERENCE_LETTER,false",
    "COMPLIANCE_CERTIFICATE,false"
  })
  void wants_an_expiry_where_documents_expire(String type, boolean wanted) {
    String document = "{'type': '%s'}".formatted(type);
    DocumentDecision decision = decide("BASIC", only(type, document));
    assertThat(decision instanceof Refused).isEqualTo(wanted);
  }

  @Test
  void refuses_without_a_contract() {
    assertThat(DocumentRules.decide(json("{}"), json("{}"), TODAY)).isInstanceOf(Refused.class);
  }

  private static void assertSound(String type, String field, boolean sound, String named) {
    String expiry = field.contains("expires_on") ? "" : ", 'expires_on': '2030-01-01'";
    String document = "{'type': '%s', %s%s}".formatted(type, field, expiry);
    DocumentDecision decision = decide("BASIC", only(type, document));
    assertThat(decision instanceof Complete).isEqualTo(sound);
    if (!sound) {
      assertThat(((Refused) decision).reason()).startsWith("Document " + type).contains(named);
    }
  }

  private static Refused unknown(String type) {
    return new Refused(
        "Document type \""
            + type
            + "\" is unknown; it must be one of [IDENTITY, BUSINESS_REGISTRATION, TAX_CERTIFICATE,"
            + " BANK_STATEMENT, FINANCIAL_STATEMENT, INSURANCE_CERTIFICATE, REFERENCE_LETTER,"
            + " COMPLIANCE_CERTIFICATE].");
  }

  private static String presented(String document) {
    return "{'documents': [" + document + "]}";
  }

  private static String only(String type, String document) {
    return "{'required_documents': ['%s'], 'documents': [%s]}".formatted(type, document);
  }

  private static DocumentDecision decide(String contract, String data) {
    return DocumentRules.decide(json("{'contract_type': '" + contract + "'}"), json(data), TODAY);
  }
}
