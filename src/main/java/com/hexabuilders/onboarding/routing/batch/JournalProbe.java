package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.LetterUnwritten;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.step.StepProgress;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Asks whether the database takes writes, before a consumer takes work out of a queue again. */
@Component
class JournalProbe {

  private final StepProgress progress;

  JournalProbe(StepProgress progress) {
    this.progress = progress;
  }

  /** Notes at the same time that a queue's readers are held up, so that no clock runs out. */
  boolean answers(String queue, boolean heldUp) {
    try {
      progress.probe(queue, heldUp);
      return true;
    } catch (DataAccessException e) {
      return LockedOut.isCauseOf(e); // a database that says so is well
    }
  }

  /** Whether this breakage means that only a dead letter could not be written. */
  boolean refusesLettersAlone(Exception breakage, String queue) {
    return LetterUnwritten.isCauseOf(breakage) && answers(queue, false);
  }
}
