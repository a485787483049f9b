package com.hexabuilders.onboarding.saga.forecast;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.forecast.ForecastReply.Forecast;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import com.hexabuilders.onboarding.saga.operator.ActReply;
import com.hexabuilders.onboarding.saga.operator.CompensationDecision;
import com.hexabuilders.onboarding.saga.operator.CompensationReply;
import com.hexabuilders.onboarding.saga.operator.StepDecision;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.StepAct;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says what an act of a person would lead to. The act's own decision and moves change a working
 * copy of the saga, which is then thrown away.
 *
 * <p>A forecast waits for no row and locks none. It is made in a read-only transaction that is
 * always rolled back. So nothing is written, sent or audited.
 */
@Service
public class Forecasts {

  private static final String REASON = "Forecast.";

  /** Far more than a saga's log grows in between. */
  private static final int MOST_LOOKS = 100;

  private final TransactionTemplate readOnly;
  private final SagaRepository sagas;
  private final Journal journal;
  private final CompensationDecision compensation;
  private final StepDecision steps;
  private final BestCase bestCase;
  private final Clock clock;

  Forecasts(
      TransactionTemplate transactions,
      SagaRepository sagas,
      Journal journal,
      CompensationDecision compensation,
      StepDecision steps,
      BestCase bestCase,
      Clock clock) {
    this.readOnly = new TransactionTemplate(transactions.getTransactionManager(), transactions);
    this.readOnly.setReadOnly(true);
    this.sagas = sagas;
    this.journal = journal;
    this.compensation = compensation;
    this.steps = steps;
    this.bestCase = bestCase;
    this.clock = clock;
  }

  /**
   * Says what would happen now.
   *
   * @throws InfrastructureTrouble if the database failed; asking again is safe
   */
  public ForecastReply of(WhatIf asked) {
    return InfrastructureTrouble.sorted(
        () ->
            readOnly.execute(
                transaction -> {
                  transaction.setRollbackOnly();
                  return answer(asked);
                }));
  }

  private ForecastReply answer(WhatIf asked) {
    Optional<Saga> found = sagas.idOf(asked.saga()).flatMap(this::read);
    if (found.isEmpty()) {
      return new ForecastReply.NoSaga();
    }
    CurrentSaga.take(found.get());
    return asked.action().isOfStep() ? ofStep(found.get(), asked) : ofSaga(found.get(), asked);
  }

  /** Reads a saga and its steps without a lock, again if the saga moved between the two. */
  private Optional<Saga> read(String id) {
    for (int look = 0; look < MOST_LOOKS; look++) {
      List<Saga> row = sagas.find(List.of(id));
      Map<String, Saga> loaded = journal.withSteps(row);
      if (seq(row) == seq(sagas.find(List.of(id)))) {
        return Optional.ofNullable(loaded.get(id));
      }
    }
    throw new IllegalStateException("A saga moves on whenever it is read: " + id);
  }

  /** Number of the newest log entry; 0 if the saga is gone. */
  private static int seq(List<Saga> row) {
    return row.isEmpty() ? 0 : row.get(0).log().lastSeq();
  }

  private ForecastReply ofSaga(Saga saga, WhatIf asked) {
    Optional<CompensationReply> unmoved = compensation.unmoved(saga);
    if (unmoved.isPresent() && unmoved.get() instanceof CompensationReply.Refused refused) {
      return refused(saga, null, refused.sentence());
    }
    Before before = Before.of(saga, null);
    Instant now = clock.instant();
    if (unmoved.isPresent()) {
      return run(saga, before, "The saga is COMPENSATING already. ", now);
    }
    compensation.begin(saga, REASON, asked.by().name(), now);
    return run(saga, before, "", now);
  }

  private ForecastReply ofStep(Saga saga, WhatIf asked) {
    Optional<String> step = Optional.ofNullable(asked.step()).or(() -> steps.waitingStep(saga));
    if (step.isEmpty()) {
      return new ForecastReply.StepWanted(nothingWaits(saga));
    }
    StepAct.Verb verb = asked.action().verb();
    Optional<ActReply> refusal = steps.refusal(saga, step.get(), verb);
    if (refusal.isPresent()) {
      return refusal.get() instanceof ActReply.Refused refused
          ? refused(saga, step.get(), refused.sentence())
          : new ForecastReply.NoStep(((ActReply.Unknown) refusal.get()).sentence());
    }
    Before before = Before.of(saga, step.get());
    Instant now = clock.instant();
    steps.move(saga, new StepAct(verb, saga.id(), step.get(), REASON, null, asked.by()), now);
    return run(saga, before, "", now);
  }

  /** The saga as it is, before the working copy moves. */
  private record Before(String status, int seq, String step) {
    static Before of(Saga saga, String step) {
      return new Before(saga.status(), saga.log().lastSeq(), step);
    }
  }

  private Forecast run(Saga saga, Before before, String first, Instant now) {
    Map<String, ExpectedUndo> undos = bestCase.run(saga, now);
    Effects read = new Effects(saga, undos);
    List<Effect> effects = read.inOrder();
    return new Forecast(
        saga.id(),
        saga.identity().partnerId(),
        before.status(),
        before.seq(),
        before.step(),
        true,
        first + Summary.of(effects, read.end()),
        effects,
        read.finalStatus());
  }

  private static Forecast refused(Saga saga, String step, String sentence) {
    return new Forecast(
        saga.id(),
        saga.identity().partnerId(),
        saga.status(),
        saga.log().lastSeq(),
        step,
        false,
        sentence,
        List.of(),
        null);
  }

  private static String nothingWaits(Saga saga) {
    return String.format(
        Locale.ROOT,
        "No step of the saga waits for a person, and no undo has failed; name the step. Its steps"
            + " are %s.",
        StepDecision.steps(saga));
  }
}
