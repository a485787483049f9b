package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a partner said of itself, as far as it tells the partner from others; personal. A city or a
 * country does not.
 */
public record PartnerWords(
    Set<String> emails, Set<String> telephones, Set<String> names, Set<String> streets) {

  public static final PartnerWords NONE = new PartnerWords(Set.of(), Set.of(), Set.of(), Set.of());

  /** The words of one {@code partner_data}. */
  public static PartnerWords of(JsonNode partnerData) {
    return new PartnerWords(
        word(partnerData, "email"),
        word(partnerData, "telefono"),
        word(partnerData, "nombre"),
        word(partnerData, "direccion"));
  }

  /** The words of both. */
  public PartnerWords and(PartnerWords other) {
    return new PartnerWords(
        union(emails, other.emails),
        union(telephones, other.telephones),
        union(names, other.names),
        union(streets, other.streets));
  }

  private static Set<String> word(JsonNode data, String field) {
    String word = data.path(field).asText("");
    return word.isBlank() ? Set.of() : Set.of(word);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    return Stream.concat(one.stream(), other.stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public String toString() {
    return "PartnerWords[personal data not shown]";
  }
}
