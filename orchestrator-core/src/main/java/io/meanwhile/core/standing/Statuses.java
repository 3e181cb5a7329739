package io.meanwhile.core.standing;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
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
    return met(definition, saga, Level.CONFIRMED) == definition.steps().size()
        ? SagaStatus.CONFIRMED
        : SagaStatus.RUNNING;
  }

  /** How many steps stand, wanted and as expected, at least at {@code level}. */
  static int met(Definition definition, Saga saga, Level level) {
    int met = 0;
    for (var step : definition.steps()) {
      Effect effect = saga.action(step.name());
      if (effect != null && effect.satisfies(level)) {
        met++;
      }
    }
    return met;
  }
}
