package com.hexabuilders.onboarding.documents;

import com.hexabuilders.onboarding.saga.Reviewer;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Verifies and reopens document packages. Works in the caller's transaction: a crash before its
 * commit leaves nothing, one after it leaves rows that name their saga.
 */
@Service("documents")
class Documents implements Reviewer {

  private final Verifications verifications;
  private final Reviews reviews;
  private final Reopenings reopenings;

  Documents(Verifications verifications, Reviews reviews, Reopenings reopenings) {
    this.verifications = verifications;
    this.reviews = reviews;
    this.reopenings = reopenings;
  }

  @Override
  public String participant() {
    return "documents";
  }

  /**
   * Verifies each command's documents, refuses them, or waits for a person with the package under
   * review; answers in the order asked.
   */
  public List<StepOutcome> verify(List<StepCommand> batch) {
    return verifications.verify(batch);
  }

  /** Reopens the approved package of each saga, or cancels the one under review. */
  public List<UndoOutcome> reopen(List<UndoCommand> batch) {
    return reopenings.reopen(batch);
  }

  /**
   * A person approves a package under review. Call inside a transaction.
   *
   * @return done, with the facts that {@link #verify} announces
   * @throws IllegalStateException if the saga has no package under review
   */
  @Override
  public StepOutcome approve(StepCommand command) {
    return reviews.approve(command);
  }

  /**
   * A person rejects a package under review. Call inside a transaction.
   *
   * @return refused, for that reason
   * @throws IllegalStateException if the saga has no package under review
   */
  @Override
  public StepOutcome reject(StepCommand command, String reason) {
    return reviews.reject(command, reason);
  }
}
