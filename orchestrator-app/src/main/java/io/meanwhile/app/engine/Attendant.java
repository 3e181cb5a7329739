package io.meanwhile.app.engine;

import io.meanwhile.app.dispatch.Situation;
import java.util.List;

/**
 * Sees to what steps wait for that is the orchestrator's own work: messages, decisions, other
 * sagas.
 */
public interface Attendant {
  /** Sees to nothing. */
  Attendant NOBODY = _ -> {};

  /** Several, each in its turn. */
  static Attendant all(List<Attendant> attendants) {
    List<Attendant> all = List.copyOf(attendants);
    return now -> all.forEach(attendant -> attendant.update(now));
  }

  /**
   * The durable situation of a saga, after every append, and when it is looked at after a start.
   * Called by one thread at a time, in the order of the log: it must not wait.
   */
  void update(Situation now);
}
