package io.meanwhile.core.simulation;

import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.decider.Memory;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Participants that forget a key some time after it came first: what comes with it later is done
 * anew, and the balances show it. And the node, which sends nothing once that may be so.
 */
final class Forgetting {
  private final Simulation run;

  /** What nobody says of whom: a definition that is wrong. */
  @Nullable Duration unsaid;

  int tooLate;

  Forgetting(Simulation run) {
    this.run = run;
  }

  /** From now on the participant remembers it, for a while. */
  void cameFirst(EffectKey key) {
    Duration time = time(key);
    if (time != null) {
      run.later(time.toMillis() + 1, () -> run.world.forget(key));
    }
  }

  /** What it does is of no use any more when its answer would come after the key is forgotten. */
  boolean isTooLate(Agenda.Send send) {
    Effect effect = Objects.requireNonNull(run.saga().effect(send.effect()));
    Instant last = Memory.last(call(send.effect()), effect, send.ask());
    boolean late = last != null && run.time().isAfter(last);
    tooLate += late ? 1 : 0;
    return late;
  }

  /** Nothing is longer on its way to whoever forgets than its answer is waited for. */
  long onTheWay(EffectKey key, long delay) {
    long answer = call(key).answer().toMillis();
    return time(key) == null ? delay : Math.min(delay, answer - 1);
  }

  private @Nullable Duration time(EffectKey key) {
    Duration said = call(key).remembers();
    return said == null ? unsaid : said;
  }

  private Call call(EffectKey key) {
    Step step = run.definition.step(key.place());
    return key.isAction() ? step.action() : Objects.requireNonNull(step.undo());
  }
}
