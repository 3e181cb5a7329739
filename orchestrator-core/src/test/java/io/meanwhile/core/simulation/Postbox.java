package io.meanwhile.core.simulation;

import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaCommand;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Messages for those who wait: most come, some late, each twice. */
final class Postbox {
  private final Set<EffectKey> known = new HashSet<>();

  void look(Simulation run, Agenda agenda, Random random) {
    for (EffectKey key : agenda.attends()) {
      if (known.add(key) && random.nextInt(4) > 0) {
        run.later(random.nextInt(90_000), () -> come(run, key));
        run.later(random.nextInt(180_000), () -> come(run, key));
      }
    }
  }

  private static void come(Simulation run, EffectKey key) {
    Observation seen =
        new Observation(
            key,
            Own.PARTICIPANT,
            "m-" + key,
            Report.FINAL,
            null,
            null,
            null,
            null,
            null,
            run.time());
    run.decide(new SagaCommand.Observe(run.time(), seen, null));
  }
}
