package io.meanwhile.core.whatif;

import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.SagaCommand;

/** One thing that is otherwise than it was, or that happens in addition. */
public sealed interface Change {

  /**
   * Another observation in the place of a recorded one.
   *
   * @param sequence of the recorded one
   */
  record Replace(long sequence, Observation observation) implements Change {}

  /**
   * An observation, a failed attempt or an operator's act that is supposed never to have come.
   *
   * @param sequence of the event that it caused first
   */
  record LeaveOut(long sequence) implements Change {}

  /** Something that happens at the point in question: an observation or an operator's act. */
  record Add(SagaCommand command) implements Change {}
}
