package com.hexabuilders.onboarding.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.documents.DocumentDecision.Complete;
import com.hexabuilders.onboarding.documents.DocumentDecision.Refused;
import com.hexabuilders.onboarding.saga.Quoted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which documents a partner must present, and whether they are in order. Pure. */
final class DocumentRules {

  private DocumentRules() {}

  /**
   * Decides on a partner's documents as they are today.
   *
   * @param facts contract_type as the contract announced it
   */
  static DocumentDecision decide(JsonNode facts, JsonNode partnerData, LocalDate today) {
    Optional<VerificationLevel> level =
        VerificationLevel.named(facts.path("contract_type").asText());
    if (level.isEmpty()) {
      return new Refused(
          "No contract of a known type was announced, and it decides which documents are needed.");
    }
    JsonNode asked = partnerData.path("required_documents");
    Optional<String> unknown = unknownType(asked);
    if (unknown.isPresent()) {
      return refusedType(unknown.get());
    }
    Collection<DocumentType> required = asked.isEmpty() ? level.get().required : types(asked);
    JsonNode given = partnerData.path("documents");
    return given.isEmpty()
        ? new Complete(level.get(), required.stream().map(PresentedDocument::taken).toList())
        : judge(level.get(), required, given, today);
  }

  private static DocumentDecision judge(
      VerificationLevel level, Collection<DocumentType> required, JsonNode given, LocalDate today) {
    List<PresentedDocument> documents = new ArrayList<>();
    Set<DocumentType> missing = EnumSet.copyOf(required);
    for (JsonNode document : given) {
      Optional<DocumentType> type = DocumentType.named(document.path("type").asText());
      if (type.isEmpty()) {
        return refusedType(document.path("type").asText());
      }
      Optional<String> fault = DocumentFaults.find(type.get(), document, today);
      if (fault.isPresent()) {
        return new Refused(fault.get());
      }
      missing.remove(type.get());
      documents.add(DocumentFaults.sound(type.get(), document));
    }
    return missing.isEmpty()
        ? new Complete(level, documents)
        : new Refused(
            String.format(
                Locale.ROOT,
                "Every required document must be presented, and %s is missing.",
                missing.iterator().next()));
  }

  private static Optional<String> unknownType(JsonNode names) {
    for (JsonNode name : names) {
      if (DocumentType.named(name.asText()).isEmpty()) {
        return Optional.of(name.asText());
      }
    }
    return Optional.empty();
  }

  private static Refused refusedType(String name) {
    return new Refused(
        String.format(
            Locale.ROOT,
            "Document type %s is unknown; it must be one of %s.",
            Quoted.code(name, (Object[]) DocumentType.values()),
            List.of(DocumentType.values())));
  }

  private static Set<DocumentType> types(JsonNode names) {
    Set<DocumentType> types = new LinkedHashSet<>();
    names.forEach(name -> types.add(DocumentType.valueOf(name.asText())));
    return types;
  }
}
