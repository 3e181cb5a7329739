package io.meanwhile.core.simulation;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Direction;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Who reports on an effect: its participant, or several observers. Of three one may lie, the
 * participant as well as any other; that is fewer than a quorum.
 */
final class Witnesses {
  private static final String NOBODY = "";

  private final Random random;
  private final Supplier<Definition> definition;
  private final Map<String, String> liars = new HashMap<>();

  Witnesses(Random random, Supplier<Definition> definition) {
    this.random = random;
    this.definition = definition;
  }

  /** Everybody who sees the effect. */
  List<String> of(EffectKey key) {
    Step step = definition.get().step(key);
    var call = key.direction() == Direction.ACTION ? step.action() : step.undo();
    return Objects.requireNonNull(call).confirm() instanceof Finality.Quorum quorum
        ? quorum.of()
        : List.of(participant(key));
  }

  /** A step keeps its participant in a version that calls it otherwise. */
  static String participant(EffectKey key) {
    return key.step().replace(RandomVersion.RENAMED, "s");
  }

  /** What this observer says when it sees {@code truth}. */
  World.Says word(EffectKey key, String observer, World.Says truth) {
    return observer.equals(liar(key)) && random.nextInt(4) > 0 ? lie(key) : truth;
  }

  private String liar(EffectKey key) {
    List<String> all = of(key);
    if (all.size() == 1) {
      return NOBODY;
    }
    return liars.computeIfAbsent(
        key.place() + key.direction(),
        _ -> random.nextInt(3) == 0 ? NOBODY : all.get(random.nextInt(all.size())));
  }

  private World.Says lie(EffectKey key) {
    Report[] all = Report.values();
    CompensationOutcome[] outcomes = CompensationOutcome.values();
    boolean names = !key.isAction() && random.nextBoolean();
    return new World.Says(
        all[random.nextInt(all.length)],
        random.nextInt(9),
        names ? outcomes[random.nextInt(outcomes.length)] : null);
  }
}
