package io.meanwhile.core.standing;

import io.meanwhile.core.decider.Goals;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaStatus;

/** A saga's status in one word. */
public final class Statuses {
  private Statuses() {}

  /** The status; PARKED wins over the direction, which is shown beside it. */
  public static SagaStatus statusOf(Definition definition, Saga saga) {
    if (!saga.started()) {
      return SagaStatus.NOT_STARTED;
    }
    Saga.Ended ended = saga.ended();
    if (ended != null) {
      return ended.outcome();
    }
    if (saga.parked()) {
      return SagaStatus.PARKED;
    }
    if (saga.backward()) {
      return SagaStatus.COMPENSATING;
    }
    return Goals.met(definition.in(saga), saga, Level.CONFIRMED)
        ? SagaStatus.CONFIRMED
        : SagaStatus.RUNNING;
  }
}
