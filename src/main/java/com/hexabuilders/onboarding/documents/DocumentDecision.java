package com.hexabuilders.onboarding.documents;

import java.util.List;

/** What the rules say to the documents of a partner. */
sealed interface DocumentDecision {

  /** Complete and in order, but for those a person has to look at. */
  record Complete(VerificationLevel level, List<PresentedDocument> documents)
      implements DocumentDecision {

    public Complete {
      documents = List.copyOf(documents);
    }

    boolean needsPerson() {
      return documents.stream().anyMatch(PresentedDocument::manual);
    }
  }

  /** A rule says no, in one plain sentence. */
  record Refused(String reason) implements DocumentDecision {}
}
