package io.meanwhile.core.simulation;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Says of some calls of a definition, from a seed, how long their keys are remembered. */
final class RandomMemory {
  private RandomMemory() {}

  static Definition in(Random random, Definition d) {
    List<Step> steps = d.steps().stream().map(step -> of(random, step)).toList();
    return new Definition(
        d.ref(),
        d.title(),
        d.input(),
        d.attributes(),
        d.deadline(),
        steps,
        d.complete(),
        d.result(),
        d.onDivergence());
  }

  private static Step of(Random random, Step s) {
    Call action = forgetful(random, s.action());
    @Nullable Call undo = s.undo() == null ? null : forgetful(random, s.undo());
    return new Step(
        s.name(), s.after(), action, undo, s.pivot(), s.irreversible(), s.when(), s.undoing());
  }

  /** Longer than one answer takes; often too short for all attempts. */
  private static Call forgetful(Random random, Call call) {
    boolean forgets = random.nextInt(3) > 0;
    return forgets ? call.remembered(Duration.ofSeconds(6 + random.nextInt(90))) : call;
  }
}
