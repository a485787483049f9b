package com.hexabuilders.onboarding.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.Quoted;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with one document. Pure. */
final class DocumentFaults {

  private static final int LAST_YEAR = 9999;
  private static final int SHOWN_YEARS = 10;

  /** Formats that people try. */
  private static final Object[] FILE_FORMATS =
      "pdf jpg jpeg png gif bmp tif tiff webp heic svg doc docx odt rtf txt xls xlsx csv xml html zip exe"
          .split(" ");

  private DocumentFaults() {}

  /** The first fault of a document, one plain sentence; empty if it is sound. */
  static Optional<String> find(DocumentType type, JsonNode document, LocalDate today) {
    return formatFault(type, document)
        .or(() -> sizeFault(type, document))
        .or(() -> expiryFault(type, document, today));
  }

  /** A document without faults, as the package keeps it. */
  static PresentedDocument sound(DocumentType type, JsonNode document) {
    return new PresentedDocument(
        type,
        document.hasNonNull("format") ? format(document) : null,
        document.hasNonNull("size_bytes") ? document.get("size_bytes").longValue() : null,
        date(document).orElse(null),
        document.path("review").asText().equals("manual"));
  }

  private static Optional<String> formatFault(DocumentType type, JsonNode document) {
    if (!document.hasNonNull("format") || type.formats.contains(format(document))) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Document %s has format %s; it must be %s.",
            type,
            Quoted.code(document.get("format").asText(), FILE_FORMATS),
            String.join(", ", type.formats)));
  }

  private static Optional<String> sizeFault(DocumentType type, JsonNode document) {
    JsonNode size = document.path("size_bytes");
    if (!size.isNumber() || fits(size, type.maxBytes())) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Document %s is too large by its size_bytes; it may have at most %d MB.",
            type,
            type.maxMegabytes));
  }

  private static boolean fits(JsonNode size, long limit) {
    // 1e999 is read as infinity, which has no decimal value
    return Double.isFinite(size.doubleValue())
        && size.decimalValue().compareTo(BigDecimal.valueOf(limit)) <= 0;
  }

  private static Optional<String> expiryFault(
      DocumentType type, JsonNode document, LocalDate today) {
    if (!document.hasNonNull("expires_on")) {
      return type.expires
          ? Optional.of(
              String.format(
                  Locale.ROOT, "Document %s must say when it expires, in expires_on.", type))
          : Optional.empty();
    }
    Optional<LocalDate> date = date(document);
    if (date.isEmpty()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "Document %s says in expires_on what is not a date such as 2030-12-31.",
              type));
    }
    return date.get().isBefore(today)
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "Document %s expired %s; it must still be valid.",
                type,
                past(date.get(), today)))
        : Optional.empty();
  }

  /** A date long ago may be the day somebody was born. */
  private static String past(LocalDate date, LocalDate today) {
    return date.isBefore(today.minusYears(SHOWN_YEARS))
        ? "more than " + SHOWN_YEARS + " years ago"
        : "on " + date;
  }

  private static String format(JsonNode document) {
    return document.get("format").asText().toLowerCase(Locale.ROOT);
  }

  private static Optional<LocalDate> date(JsonNode document) {
    try {
      LocalDate date = LocalDate.parse(document.path("expires_on").asText());
      return Optional.of(date).filter(d -> d.getYear() > 0 && d.getYear() <= LAST_YEAR);
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }
}
