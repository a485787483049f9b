package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.state.Saga;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the listeners of other rooms which sagas changed. */
@Component
final class ChangeNotices implements CommitListener {

  private final List<SagaListener> listeners;

  ChangeNotices(List<SagaListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void committed(List<Saga> changed, List<DeadLetter> letters) {
    if (!changed.isEmpty()) {
      List<String> ids = changed.stream().map(Saga::id).toList();
      listeners.forEach(listener -> listener.changed(ids));
    }
  }
}
