package com.hexabuilders.onboarding.api.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.saga.operator.Disclosures;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Runs exports: takes a permit, reads the first page, records the export in the audit, and only
 * then writes. So a failure before the first byte is a problem with its status. A crash after the
 * commit leaves an entry for rows that were not taken.
 */
@Component
@EnableConfigurationProperties(ExportSettings.class)
class Exports {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int RETRY_SECONDS = 10;

  /** After this whoever asks again is asked who it is. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final ExportPermits permits;
  private final Disclosures disclosures;
  private final Clock clock;
  private final ExportSettings settings;

  Exports(ExportPermits permits, Disclosures disclosures, Clock clock, ExportSettings settings) {
    this.permits = permits;
    this.disclosures = disclosures;
    this.clock = clock;
    this.settings = settings;
  }

  /** The reply that runs the export when it is written. */
  Reply reply(Export export, Caller caller) {
    String file =
        export.table() + "-" + MOMENT.format(clock.instant()) + "." + export.form().extension();
    return Reply.streamed(
        Map.of(
            "Content-Type",
            export.form().contentType(),
            "Content-Disposition",
            "attachment; filename=\"" + file + "\""),
        out -> run(export, caller, out));
  }

  private Optional<Reply> run(Export export, Caller caller, OutputStream out) throws IOException {
    try (ExportPermits.Permit permit = permits.take(caller)) {
      if (permit == null) {
        return Optional.of(
            Problems.unavailable(
                "Too many exports are running; try again when one of them has ended.",
                RETRY_SECONDS));
      }
      List<ObjectNode> first = export.rows().next();
      if (caller.onlyStartedBy() == null) { // others take what is theirs already
        disclosures.exported(export.table(), export.query(), caller.actor());
      }
      Instant end = clock.instant().plus(LONGEST);
      export.write(first, paced(out), () -> check(end));
      return Optional.empty();
    }
  }

  private OutputStream paced(OutputStream out) {
    return new PacedOutput(out, settings.patience(), System::nanoTime);
  }

  private void check(Instant end) throws IOException {
    if (clock.instant().isAfter(end)) {
      throw new IOException("An export takes longer than an hour.");
    }
    if (!permits.isOpen()) {
      throw new IOException("The application stops, and its exports with it.");
    }
  }
}
