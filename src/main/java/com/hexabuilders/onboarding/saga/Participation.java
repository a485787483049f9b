package com.hexabuilders.onboarding.saga;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which participants take forward work. A disabled one's forward messages wait in their queues and
 * their deadlines go on; its undo goes on too. Holds for all instances and survives restarts.
 */
public interface Participation {

  /**
   * A participant as it stands.
   *
   * @param steps the steps it does
   * @param reason of the last change, null if there was none
   * @param since when it was changed last, null if never
   * @param by who changed it last, null if nobody
   */
  record State(
      String name, List<String> steps, boolean enabled, String reason, Instant since, String by) {
    public State {
      steps = List.copyOf(steps);
    }
  }

  /** All participants that route files name, in order of their steps. */
  List<State> all();

  /**
   * Stops a participant's forward work, or lets it go on; what is so already stays as it is.
   * Durable when it returns; other instances follow within half a second.
   *
   * @return empty if no route file names such a participant
   */
  Optional<State> change(String name, boolean enabled, String reason, AuditEntry.Actor by);

  /** Whether it takes forward work now, as known for at most half a second; cheap. */
  boolean isEnabled(String name);
}
