package com.hexabuilders.onboarding.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.FieldFault;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The rules of single fields that a schema says badly. Each looks only at a value of its shape. */
final class StartFieldRules {

  private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?=[^@]{1,64}@)"
              + "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]++"
              + "(?:\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]++)*+"
              + "@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?\\.)+"
              + "(?:[\\p{L}\\p{M}]{2,63}|[xX][nN]--[A-Za-z0-9-]{1,59})");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final List<FieldFault> faults = new ArrayList<>();
  private final Set<String> faulty;

  private StartFieldRules(Set<String> faulty) {
    this.faulty = faulty;
  }

  /**
   * Faults of a start's fields.
   *
   * @param faulty paths that have a fault already; they are not judged again
   */
  static List<FieldFault> faults(JsonNode start, Set<String> faulty) {
    StartFieldRules rules = new StartFieldRules(faulty);
    rules.check(start, "", "correlation_id", CorrelationId::isPrintable, CorrelationId.RULE);
    JsonNode partner = start.path("partner_data");
    rules.checkPartner(partner);
    for (int i = 0; i < partner.path("documents").size(); i++) {
      rules.check(
          partner.path("documents").get(i),
          "partner_data.documents[" + i + "].",
          "expires_on",
          StartFieldRules::readableDay,
          "Must be a day of the calendar written as yyyy-mm-dd.");
    }
    return rules.faults;
  }

  private void checkPartner(JsonNode partner) {
    String path = "partner_data.";
    checkId(partner, path);
    check(
        partner,
        path,
        "nombre",
        StartFieldRules::speakable,
        "Must be text on one line with a letter or digit in it, without control characters.");
    check(
        partner,
        path,
        "email",
        email -> EMAIL.matcher(email).matches(),
        "Must be an e-mail address of the form user@host.tld, with at most 64 characters before the @.");
    check(
        partner,
        path,
        "telefono",
        Telephone::isOne,
        "Must have 5 to 15 digits with nothing but blanks . - / ( ) between them, + only before the"
            + " first, and at most an extension such as x89 behind them.");
    checkPlaces(partner, path);
  }

  private void checkPlaces(JsonNode partner, String path) {
    for (String place : List.of("direccion", "ciudad", "pais")) {
      check(
          partner,
          path,
          place,
          StartFieldRules::assigned,
          "Must not contain characters that no version of Unicode knows here.");
    }
  }

  private void checkId(JsonNode partner, String path) {
    check(partner, path, "partner_id", PartnerId::wellFormed, PartnerId.RULE);
    check(partner, path, "partner_id", id -> !PartnerId.reserved(id), PartnerId.RESERVED_RULE);
  }

  private void check(
      JsonNode object, String path, String field, Predicate<String> rule, String sentence) {
    JsonNode value = object.path(field);
    String name = path + field;
    if (value.isTextual() && !faulty.contains(name) && !rule.test(value.textValue())) {
      faults.add(new FieldFault(name, sentence));
    }
  }

  private static boolean speakable(String name) {
    return LETTER_OR_DIGIT.matcher(name).find()
        && assigned(name)
        && name.codePoints()
            .noneMatch(
                c ->
                    switch (Character.getType(c)) {
                      case Character.CONTROL,
                          Character.LINE_SEPARATOR,
                          Character.PARAGRAPH_SEPARATOR ->
                          true;
                      default -> false;
                    });
  }

  /** What is unassigned today may have another normal form tomorrow, and so another hash. */
  private static boolean assigned(String text) {
    return text.codePoints().allMatch(Character::isDefined);
  }

  private static boolean readableDay(String text) {
    if (!DAY.matcher(text).matches()) {
      return false;
    }
    try {
      return LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
