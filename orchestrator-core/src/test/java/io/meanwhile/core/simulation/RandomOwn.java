package io.meanwhile.core.simulation;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes some steps of a definition the orchestrator's own work, from a seed. */
final class RandomOwn {
  private RandomOwn() {}

  static Definition in(Random random, Definition d) {
    List<Step> steps = new ArrayList<>();
    for (Step step : d.steps()) {
      boolean own = !step.pivot() && step.flow() == null && random.nextInt(5) < 2;
      steps.add(own ? own(step, random.nextBoolean() ? Own.TIMER : Own.MESSAGE, random) : step);
    }
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

  private static Step own(Step step, Own kind, Random random) {
    Template nap = new Template.Literal("PT" + random.nextInt(60) + "S");
    Template name = new Template.Literal("word");
    Call action =
        new Call(
            kind.target(),
            new Template.Fields(kind == Own.TIMER ? Map.of("for", nap) : Map.of("name", name)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Retry.DEFAULT,
            new Finality.Reply(),
            null,
            null,
            Duration.ofSeconds(30));
    boolean undo = kind == Own.MESSAGE && random.nextBoolean();
    return new Step(step.name(), step.after(), action, undo ? step.undo() : null, false, false);
  }
}
