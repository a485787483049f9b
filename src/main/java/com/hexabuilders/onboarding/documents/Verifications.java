package com.hexabuilders.onboarding.documents;

import static java.time.ZoneOffset.UTC;

import com.hexabuilders.onboarding.documents.DocumentDecision.Complete;
import com.hexabuilders.onboarding.documents.DocumentDecision.Refused;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Makes packages, each with one entry per document. */
@Component
class Verifications {

  private final PackageRows packages;
  private final EntryRows entries;
  private final DocumentHistory history;
  private final Clock clock;

  Verifications(PackageRows packages, EntryRows entries, DocumentHistory history, Clock clock) {
    this.packages = packages;
    this.entries = entries;
    this.history = history;
    this.clock = clock;
  }

  /** Decides in the order asked; see {@link Documents#verify}. */
  List<StepOutcome> verify(List<StepCommand> batch) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    List<PackageRow> newPackages = new ArrayList<>();
    List<EntryRow> newEntries = new ArrayList<>();
    List<StepOutcome> outcomes = new ArrayList<>();
    for (StepCommand command : batch) {
      DocumentDecision decision =
          DocumentRules.decide(command.facts(), command.partnerData(), now.toLocalDate());
      if (decision instanceof Refused refused) {
        outcomes.add(new StepOutcome.Refused(refused.reason()));
        continue;
      }
      Complete complete = (Complete) decision;
      PackageRow row = packageRow(command, complete);
      List<EntryRow> documents = entryRows(row, complete.documents());
      newPackages.add(row);
      newEntries.addAll(documents);
      outcomes.add(outcome(row, documents));
    }
    write(newPackages, newEntries, now);
    return outcomes;
  }

  private void write(List<PackageRow> newPackages, List<EntryRow> newEntries, OffsetDateTime now) {
    packages.insert(newPackages, now);
    entries.insert(newEntries, now);
    List<DocumentChange> changes = new ArrayList<>();
    for (PackageRow row : newPackages) {
      changes.add(DocumentChange.of(row.in(PackageState.UNDER_REVIEW), null, "presented"));
      if (row.state() == PackageState.APPROVED) {
        changes.add(
            DocumentChange.of(row, PackageState.UNDER_REVIEW, "every document is in order"));
      }
    }
    for (EntryRow row : newEntries) {
      boolean verified = row.state() == EntryState.VERIFIED;
      changes.add(DocumentChange.of(row, null, verified ? "in order" : "for a person to review"));
    }
    history.add(changes, now);
  }

  private static PackageRow packageRow(StepCommand command, Complete complete) {
    return new PackageRow(
        command.rowId("document_package"),
        command.partnerId(),
        command.sagaId(),
        complete.level(),
        complete.needsPerson() ? PackageState.UNDER_REVIEW : PackageState.APPROVED);
  }

  private static List<EntryRow> entryRows(PackageRow row, List<PresentedDocument> documents) {
    List<EntryRow> rows = new ArrayList<>();
    for (PresentedDocument document : documents) {
      EntryState state = document.manual() ? EntryState.UNDER_REVIEW : EntryState.VERIFIED;
      rows.add(new EntryRow(row.packageId(), rows.size() + 1, row.sagaId(), document, state));
    }
    return rows;
  }

  private static StepOutcome outcome(PackageRow row, List<EntryRow> documents) {
    if (row.state() == PackageState.APPROVED) {
      return new StepOutcome.Done(DocumentView.facts(row, documents));
    }
    List<String> types =
        documents.stream()
            .filter(entry -> entry.state() == EntryState.UNDER_REVIEW)
            .map(entry -> entry.document().type().name())
            .distinct()
            .toList();
    return new StepOutcome.Waiting(
        String.format(
            Locale.ROOT, "A reviewer has to approve or reject %s.", String.join(", ", types)));
  }
}
