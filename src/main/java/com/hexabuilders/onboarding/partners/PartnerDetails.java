package com.hexabuilders.onboarding.partners;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.PartnerWords;
import com.hexabuilders.onboarding.saga.StorableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a partner says of itself; personal. Address fields are null where not given. */
record PartnerDetails(
    String nombre,
    String email,
    String telefono,
    String direccion,
    String ciudad,
    String pais,
    String tipo) {

  static PartnerDetails of(JsonNode partnerData) {
    return new PartnerDetails(
        partnerData.path("nombre").asText(),
        partnerData.path("email").asText(),
        partnerData.path("telefono").asText(),
        partnerData.path("direccion").asText(null),
        partnerData.path("ciudad").asText(null),
        partnerData.path("pais").asText(null),
        partnerData.path("tipo_partner").asText());
  }

  /** The e-mail as it is compared: addresses that differ in case are one. */
  String emailKey() {
    return email.toLowerCase(Locale.ROOT);
  }

  /** What tells the partner from others. */
  PartnerWords words() {
    return new PartnerWords(
        Set.of(email),
        Set.of(telefono),
        Set.of(nombre),
        direccion == null ? Set.of() : Set.of(direccion));
  }

  /** Names of the address fields that are missing or blank. */
  List<String> missingAddress() {
    Map<String, String> address = new LinkedHashMap<>();
    address.put("direccion", direccion);
    address.put("ciudad", ciudad);
    address.put("pais", pais);
    return address.entrySet().stream()
        .filter(field -> field.getValue() == null || field.getValue().isBlank())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether the database keeps every text of it as it came. */
  boolean storable() {
    return Stream.of(nombre, email, telefono, direccion, ciudad, pais)
        .allMatch(StorableText::isStorable);
  }

  @Override
  public String toString() {
    return "PartnerDetails[tipo=" + tipo + ", personal data not shown]";
  }
}
