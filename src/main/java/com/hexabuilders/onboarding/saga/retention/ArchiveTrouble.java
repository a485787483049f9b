package com.hexabuilders.onboarding.saga.retention;

import com.hexabuilders.onboarding.saga.OwnSentence;

/** The archive cannot be written or does not hold what was written; nothing may be removed. */
final class ArchiveTrouble extends RuntimeException implements OwnSentence {
  private static final long serialVersionUID = 1L;

  ArchiveTrouble(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
