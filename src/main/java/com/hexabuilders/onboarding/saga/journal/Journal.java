package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.database.LockTimeoutBackoff;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Loads and saves sagas within the caller's transaction, a whole batch with a handful of
 * statements.
 *
 * <p>Before the commit a crash leaves nothing. After it everything announced is in the log. The
 * saga's row has a due time at which the sweeper sends what is still open. So there is no outbox
 * relay and no XA.
 */
@Component
public class Journal {

  /** Kind of the claim that keeps a partner to one running saga. */
  public static final String RUNNING_PARTNER = "running-partner";

  private final SagaRepository sagas;
  private final StepRepository steps;
  private final SagaLog log;
  private final DeadLetters deadLetters;
  private final Claims claims;
  private final List<CommitListener> listeners;
  private final LockTimeoutBackoff waits;

  Journal(
      SagaRepository sagas,
      StepRepository steps,
      SagaLog log,
      DeadLetters deadLetters,
      Claims claims,
      List<CommitListener> listeners,
      RunningTransactions begun) {
    this.waits = new LockTimeoutBackoff(begun);
    this.sagas = sagas;
    this.steps = steps;
    this.log = log;
    this.deadLetters = deadLetters;
    this.claims = claims;
    this.listeners = listeners;
  }

  /** Locks these sagas in id order and loads their steps; unknown ids are left out. */
  public Map<String, Saga> lock(Collection<String> ids) {
    return ids.isEmpty() ? Map.of() : withSteps(sagas.lock(ids));
  }

  /**
   * Locks those of these sagas that no other transaction has locked, in id order, and loads their
   * steps. This method waits for no lock.
   */
  public Map<String, Saga> lockFree(Collection<String> ids) {
    return ids.isEmpty() ? Map.of() : withSteps(sagas.lockFree(ids));
  }

  /** Those of these ids that are sagas', locked or not. */
  public Set<String> known(Collection<String> ids) {
    return ids.isEmpty() ? Set.of() : sagas.known(ids);
  }

  /**
   * Locks one saga for a person's act and names it in what the calling thread logs from now on;
   * null if unknown. After an act that waited in vain the next acts on this saga fail soon. Each
   * act has a connection while it waits.
   */
  public Saga lockAlone(String id) {
    Saga saga = waits.run(id, () -> lock(List.of(id))).get(id);
    if (saga != null) {
      CurrentSaga.take(saga);
    }
    return saga;
  }

  /** Loads the steps of sagas that are locked already, or only looked at. */
  public Map<String, Saga> withSteps(List<Saga> locked) {
    Map<String, Saga> byId = new LinkedHashMap<>();
    locked.forEach(saga -> byId.put(saga.id(), saga));
    if (!byId.isEmpty()) {
      steps.load(byId);
    }
    return byId;
  }

  /** Writes new sagas. */
  public Announcements begin(List<Saga> begun) {
    if (!begun.isEmpty()) {
      sagas.insert(begun);
    }
    return write(begun, List.of(), List.of());
  }

  /**
   * Writes every changed saga with its steps and new log entries, and the dead letters.
   *
   * @param again recorded events to be sent once more
   * @return what to send after the commit
   */
  public Announcements save(
      Collection<Saga> touched, List<DeadLetter> letters, List<LogEntry> again) {
    List<Saga> changed = touched.stream().filter(saga -> saga.unsaved().isChanged()).toList();
    if (!changed.isEmpty()) {
      sagas.update(changed);
    }
    List<Saga> ended = changed.stream().filter(Saga::isFinal).toList();
    claims.release(
        RUNNING_PARTNER,
        ended.stream().map(saga -> saga.identity().partnerId()).toList(),
        ended.stream().map(saga -> saga.id()).toList());
    return write(changed, letters, again);
  }

  private Announcements write(List<Saga> changed, List<DeadLetter> letters, List<LogEntry> again) {
    steps.save(changed);
    List<LogEntry> added =
        changed.stream().flatMap(saga -> saga.unsaved().entries().stream()).toList();
    if (!added.isEmpty()) {
      log.append(added);
    }
    deadLetters.add(letters);
    afterCommit(changed, letters);
    Announcements.Builder announcements = new Announcements.Builder();
    again.forEach(announcements::event);
    added.forEach(announcements::event);
    letters.forEach(letter -> announcements.deadLetter(letter.copy()));
    return announcements.build();
  }

  private void afterCommit(List<Saga> changed, List<DeadLetter> letters) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            listeners.forEach(listener -> listener.committed(changed, letters));
          }
        });
  }
}
