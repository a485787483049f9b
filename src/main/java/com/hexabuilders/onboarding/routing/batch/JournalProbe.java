package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.LetterUnwritten;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.step.StepProgress;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Asks whether the database takes writes, before a consumer takes work out of a queue again. */
@Component
class JournalProbe implements Outage.Probe {

  private final StepProgress progress;

  JournalProbe(StepProgress progress) {
    this.progress = progress;
  }

  /** Whether the database takes writes. */
  @Override
  public boolean answers() {
    return takes(progress::probe);
  }

  /** Notes that a queue's readers are held up, so that no clock runs out. */
  @Override
  public boolean noteHeldUp(String queue) {
    return takes(() -> progress.noteHeldUp(queue));
  }

  private static boolean takes(Runnable write) {
    try {
      write.run();
      return true;
    } catch (DataAccessException | TransactionException e) {
      return LockedOut.isCauseOf(e); // a database that says so is well
    }
  }

  /** Whether this breakage means that only a dead letter could not be written. */
  boolean refusesLettersAlone(Exception breakage) {
    return LetterUnwritten.isCauseOf(breakage) && answers();
  }
}
