package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.state.Fact;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells listeners what was committed, and costs nothing while none listens. */
@Component
public final class Facts implements CommitListener {

  private final List<FactListener> listeners;
  private final Clock clock;

  public Facts(List<FactListener> listeners, Clock clock) {
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
  }

  /** Tells the new log entries of these sagas, then the dead letters. */
  @Override
  public void committed(List<Saga> changed, List<DeadLetter> letters) {
    if (listeners.stream().noneMatch(FactListener::listens)) {
      return;
    }
    List<Fact> facts = new ArrayList<>();
    changed.forEach(saga -> facts.addAll(saga.unsaved().facts()));
    for (DeadLetter letter : letters) {
      facts.add(
          new Fact.GivenUp(
              letter.id(),
              letter.kind().name(),
              letter.queue(),
              letter.attempts(),
              letter.sagaId(),
              letter.partnerId()));
    }
    tell(facts);
  }

  /** To be called after the commit of a person's act. */
  public void acted(AuditEntry act) {
    tell(List.of(new Fact.Acted(act.by().name(), act.act(), act.target(), act.outcome())));
  }

  private void tell(List<Fact> facts) {
    if (!facts.isEmpty()) {
      Instant now = clock.instant();
      listeners.stream().filter(FactListener::listens).forEach(one -> one.told(facts, now));
    }
  }
}
