package com.hexabuilders.onboarding.documents;

import static java.time.ZoneOffset.UTC;

import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Undoes verifications: verified documents are under review again, their metadata is kept. */
@Component
class Reopenings {

  private final PackageRows packages;
  private final EntryRows entries;
  private final DocumentHistory history;
  private final Clock clock;

  Reopenings(PackageRows packages, EntryRows entries, DocumentHistory history, Clock clock) {
    this.packages = packages;
    this.entries = entries;
    this.history = history;
    this.clock = clock;
  }

  /** Undoes in the order asked; see {@link Documents#reopen}. */
  List<UndoOutcome> reopen(List<UndoCommand> batch) {
    Map<String, PackageRow> owned =
        packages.lockBySaga(batch.stream().map(UndoCommand::sagaId).toList());
    Map<String, String> reasons = new LinkedHashMap<>();
    List<PackageRow> changed = new ArrayList<>();
    List<DocumentChange> changes = new ArrayList<>();
    List<UndoOutcome> outcomes = new ArrayList<>();
    for (UndoCommand command : batch) {
      PackageRow row = owned.get(command.sagaId());
      PackageRow next = row == null ? null : undone(row);
      outcomes.add(outcome(row, next));
      if (next != null) {
        owned.put(command.sagaId(), next);
        reasons.put(next.packageId(), command.reason());
        changed.add(next);
        changes.add(DocumentChange.of(next, row.state(), command.reason()));
      }
    }
    write(changed, changes, reasons);
    return outcomes;
  }

  private void write(
      List<PackageRow> changed, List<DocumentChange> changes, Map<String, String> reasons) {
    if (changed.isEmpty()) {
      return;
    }
    OffsetDateTime now = clock.instant().atOffset(UTC);
    for (EntryRow entry : entries.of(reasons.keySet())) {
      if (entry.state() == EntryState.VERIFIED) {
        EntryRow next = entry.in(EntryState.UNDER_REVIEW);
        changes.add(DocumentChange.of(next, entry.state(), reasons.get(entry.packageId())));
      }
    }
    packages.changeState(changed, now);
    entries.changeState(reasons.keySet(), EntryState.VERIFIED, EntryState.UNDER_REVIEW, now);
    history.add(changes, now);
  }

  // Null if there is nothing to undo: it was rejected, or undone before.
  private static PackageRow undone(PackageRow row) {
    return switch (row.state()) {
      case APPROVED -> row.in(PackageState.REOPENED);
      case UNDER_REVIEW -> row.in(PackageState.CANCELLED);
      case REJECTED, REOPENED, CANCELLED -> null;
    };
  }

  private static UndoOutcome outcome(PackageRow row, PackageRow next) {
    if (row == null) {
      return new UndoOutcome(false, "This saga has no document package.");
    }
    return next == null
        ? new UndoOutcome(
            false, String.format(Locale.ROOT, "The document package is already %s.", row.state()))
        : new UndoOutcome(
            true, String.format(Locale.ROOT, "The document package is %s.", next.state()));
  }
}
