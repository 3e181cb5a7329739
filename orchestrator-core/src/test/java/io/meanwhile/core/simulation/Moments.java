package io.meanwhile.core.simulation;

import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;

/** The moments of a recorded history: after each decision, never within one. */
final class Moments {
  private Moments() {}

  interface Look {
    void at(String where, Saga saga, SagaEvent last);
  }

  static void each(int seed, Simulation run, Look look) {
    Saga saga = Saga.NOT_STARTED;
    for (int i = 0; i < run.log.size(); i++) {
      SagaEvent event = run.log.get(i);
      saga = SagaDecider.evolve(saga, event);
      boolean between = i + 1 == run.log.size() || !run.log.get(i + 1).at().equals(event.at());
      if (between) {
        look.at("seed " + seed + ", sequence " + saga.sequence(), saga, event);
      }
    }
  }
}
