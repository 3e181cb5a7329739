package io.meanwhile.core.simulation;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Other versions of a random definition: steps come, go, are called otherwise and wait for others.
 */
final class RandomVersion {
  /** A renamed step's name begins with it. */
  static final String RENAMED = "r";

  private RandomVersion() {}

  static List<Definition> of(Random random, Definition first) {
    return List.of(next(random, first, 2), next(random, first, 3), first);
  }

  private static Definition next(Random random, Definition first, int version) {
    List<Step> steps = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Step step : first.steps()) {
      int fate = random.nextInt(8);
      if (fate > 0 || step.pivot()) { // 0 is gone
        String name =
            fate == 1 && step.flow() == null ? step.name().replace("s", RENAMED) : step.name();
        Map<String, Level> after = fate == 2 ? some(random, names) : known(step.after(), names);
        steps.add(renamed(step, name, after));
        names.add(name);
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      Step fresh = RandomDefinition.step(random, "n" + version + i, 0, false);
      steps.add(renamed(fresh, fresh.name(), some(random, names)));
      names.add(fresh.name());
    }
    return new Definition(
        new DefinitionRef(first.ref().name(), version, "digest" + version),
        null,
        null,
        Map.of(),
        random.nextInt(4) == 0 ? null : first.deadline(),
        steps,
        first.complete(),
        null,
        first.onDivergence());
  }

  private static Map<String, Level> some(Random random, List<String> names) {
    Map<String, Level> after = new LinkedHashMap<>();
    for (String name : names) {
      if (random.nextInt(3) == 0) {
        after.put(name, Level.FINAL);
      }
    }
    return after;
  }

  private static Map<String, Level> known(Map<String, Level> after, List<String> names) {
    Map<String, Level> known = new LinkedHashMap<>();
    after.forEach((name, level) -> {
      String other = name.replace("s", RENAMED);
      if (names.contains(name)) {
        known.put(name, level);
      } else if (names.contains(other)) {
        known.put(other, level);
      }
    });
    return known;
  }

  private static Step renamed(Step s, String name, Map<String, Level> after) {
    return new Step(
        name,
        after,
        s.action(),
        s.undo(),
        s.pivot(),
        s.irreversible(),
        s.when(),
        s.undoing(),
        s.flow());
  }

  /** What an operator who knows both versions asks for. */
  static SagaCommand migrate(Simulation run, Definition to) {
    Saga saga = run.saga();
    Map<String, @Nullable String> map = new LinkedHashMap<>();
    saga.all()
        .forEach(effect -> {
          String place = effect.key().place();
          if (effect.key().isMember()) {
            return;
          }
          List<String> there = to.stepNames();
          String old = place.replace(RENAMED, "s");
          String renamed = place.replace("s", RENAMED);
          boolean same = there.contains(saga.migrated().named(place));
          String counted = there.contains(old) ? old : there.contains(renamed) ? renamed : null;
          if (!same || run.random.nextInt(3) == 0) {
            map.put(place, counted);
          }
        });
    return new SagaCommand.Migrate(run.time(), to.ref(), map, "ann", "test");
  }
}
