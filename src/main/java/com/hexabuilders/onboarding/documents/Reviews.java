package com.hexabuilders.onboarding.documents;

import static java.time.ZoneOffset.UTC;

import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a person decided on a package under review. */
@Component
class Reviews {

  private final PackageRows packages;
  private final EntryRows entries;
  private final DocumentHistory history;
  private final Clock clock;

  Reviews(PackageRows packages, EntryRows entries, DocumentHistory history, Clock clock) {
    this.packages = packages;
    this.entries = entries;
    this.history = history;
    this.clock = clock;
  }

  StepOutcome approve(StepCommand command) {
    PackageRow row = underReview(command).in(PackageState.APPROVED);
    List<EntryRow> documents = decide(row, EntryState.VERIFIED, "approved by a reviewer");
    return new StepOutcome.Done(DocumentView.facts(row, documents));
  }

  StepOutcome reject(StepCommand command, String reason) {
    decide(underReview(command).in(PackageState.REJECTED), EntryState.REJECTED, reason);
    return new StepOutcome.Refused(reason);
  }

  private PackageRow underReview(StepCommand command) {
    PackageRow row = packages.lockBySaga(List.of(command.sagaId())).get(command.sagaId());
    if (row == null || row.state() != PackageState.UNDER_REVIEW) {
      throw new IllegalStateException(
          "saga " + command.sagaId() + " has no package under review: " + row);
    }
    return row;
  }

  // Documents that were in order by rule stay VERIFIED, whatever the person says to the others.
  private List<EntryRow> decide(PackageRow row, EntryState decided, String reason) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    List<EntryRow> documents = new ArrayList<>();
    List<DocumentChange> changes = new ArrayList<>();
    changes.add(DocumentChange.of(row, PackageState.UNDER_REVIEW, reason));
    for (EntryRow entry : entries.of(List.of(row.packageId()))) {
      boolean open = entry.state() == EntryState.UNDER_REVIEW;
      documents.add(open ? entry.in(decided) : entry);
      if (open) {
        changes.add(DocumentChange.of(entry.in(decided), entry.state(), reason));
      }
    }
    packages.changeState(List.of(row), now);
    entries.changeState(List.of(row.packageId()), EntryState.UNDER_REVIEW, decided, now);
    history.add(changes, now);
    return documents;
  }
}
